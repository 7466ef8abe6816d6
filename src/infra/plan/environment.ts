import type { Problem } from '../problem.ts';
import type { Source, Span } from '../bicep/source.ts';
import type { Item } from './item.ts';
import type { Scope } from './scope.ts';

/** What an expression may look at. */
export interface Environment {
  readonly source: Source;
  readonly scope: Scope;
  readonly deploymentName: string;
  /** A parameter, variable, resource, module or local name. Undefined: nothing of that name. */
  lookup(name: string, span: Span): Item | undefined;
  /** A function of this template, or of an import (`types.shorten`). */
  userFunction(name: string): ((args: readonly Item[]) => Item) | undefined;
  /** A file beside this one. */
  readFile(path: string): string;
  /** For `readEnvironmentVariable`. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** The same with local names: of a loop, a lambda or a function's parameters. */
export function withLocals(environment: Environment, locals: Readonly<Record<string, Item>>): Environment {
  return {
    ...environment,
    lookup: (name, span) => (Object.hasOwn(locals, name) ? locals[name] : environment.lookup(name, span)),
  };
}

/** Why a plan cannot be made, with the place. */
export class PlanFault extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'PlanFault';
    this.problem = problem;
  }
}

export function fail(source: Source, span: Span, message: string, code = 'plan'): never {
  throw new PlanFault(source.problem(span, code, message));
}

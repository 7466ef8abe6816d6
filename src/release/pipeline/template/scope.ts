import type { Problem } from '../../../infra/problem.ts';
import type { Position } from '../expanded.ts';
import { ExpressionError, pathOf, type Expression } from '../expression/syntax.ts';
import { nearest } from '../nearest.ts';
import { predefined } from '../predefined-variables.ts';
import { problemAt } from '../problem-at.ts';
import type { YamlFiles } from '../source/files.ts';
import type { MapNode, Node, ScalarNode } from '../source/node.ts';

/** What `${{ }}` may see at one place of a file, and where its problems go. */
export interface TemplateScope {
  readonly file: string;
  readonly files: YamlFiles;
  /** `parameters`, `variables` and the variables of each `each` around. */
  readonly names: ReadonlyMap<string, Node>;
  readonly problems: Problem[];
  /** Templates around this place, the outermost first. */
  readonly includes: readonly string[];
}

export const withName = (scope: TemplateScope, name: string, node: Node): TemplateScope => ({
  ...scope,
  names: new Map([...scope.names, [name.toLowerCase(), node]]),
});

/** Adds to the variables that are known when the YAML is expanded; a later one of a name wins. */
export function withVariables(scope: TemplateScope, variables: MapNode): TemplateScope {
  const before = scope.names.get('variables');
  const entries = before?.kind === 'map' ? before.entries : [];
  return withName(scope, 'variables', { ...variables, entries: [...entries, ...variables.entries] });
}

/** Where a character of a text stands. Only block texts (`|`) keep their lines; a folded text is at its beginning. */
export function positionIn(node: ScalarNode, text: string, offset: number): Position {
  if (node.block !== true) return { ...node.at, column: node.at.column + offset };
  const before = text.slice(0, offset).split('\n');
  return { ...node.at, line: node.at.line + before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** The problem of an expression that threw. Anything else that was thrown goes on. */
export function expressionProblem(error: unknown, at: (offset: number) => Position): Problem {
  if (error instanceof ExpressionError) return problemAt(at(error.offset), error.code, error.message);
  throw error;
}

/** What to say about a key that is not there; undefined when it may be missing. */
export function missingKey(of: Expression, key: string, known: readonly string[]): { code: string; message: string } {
  const path = pathOf(of);
  if (path?.length === 1 && path[0]?.toLowerCase() === 'parameters')
    return { code: 'unknown-parameter', message: `There is no parameter '${key}'${nearest(key, known)}` };
  if (path?.length === 1 && path[0]?.toLowerCase() === 'variables') return missingVariable(key, known);
  const name = path === undefined ? 'the value' : `'${path.join('.')}'`;
  return { code: 'unknown-property', message: `There is no '${key}' in ${name}${nearest(key, known)}` };
}

function missingVariable(key: string, known: readonly string[]) {
  const when = predefined(key);
  if (when === 'run')
    return {
      code: 'runtime-value',
      message: `'${key}' has a value during the run only: write $(${key}) or variables['${key}'] in a condition`,
    };
  return {
    code: 'undefined-variable',
    message: `No variable '${key}' is known when the YAML is expanded${nearest(key, known)} (a variable group's is not: write $(${key}))`,
  };
}

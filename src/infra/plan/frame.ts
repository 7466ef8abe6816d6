import type { Resource } from '../bicep/expression.ts';
import { beside } from '../bicep/beside.ts';
import { plainText } from '../bicep/body.ts';
import type { Source, Span } from '../bicep/source.ts';
import type { FunctionDeclaration, Import, Module, Output, Parameter, TypeDeclaration } from '../bicep/tree.ts';
import { faultsOf } from './constraints.ts';
import { type Environment, fail, withLocals } from './environment.ts';
import { evaluate } from './evaluate.ts';
import type { Item } from './item.ts';
import type { Library, Named, Template } from './library.ts';
import type { Scope } from './scope.ts';
import type { Tracker } from './tracker.ts';

/** What planning one use of a template needs. */
export interface FrameOptions {
  readonly template: Template;
  readonly library: Library;
  readonly tracker: Tracker;
  readonly scope: Scope;
  readonly deploymentName: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The value given for a parameter; undefined: none. */
  readonly given: (name: string) => Item | undefined;
  /** Where a missing or wrong value is to be reported: its place in the parameter file or module. */
  readonly givenAt: (name: string) => { readonly source: Source; readonly span: Span } | undefined;
  /** Symbols of the modules on the way here, with a dot between; undefined in the template itself. */
  readonly module: string | undefined;
  /** Makes the resources and modules of a declaration: one, or an array for a loop. */
  readonly declare: (statement: Resource | Module, frame: Frame) => Item;
}

/** The names of one use of a template; values are computed when they are asked for. */
export class Frame {
  readonly options: FrameOptions;
  readonly environment: Environment;
  readonly #values = new Map<string, () => Item>();
  readonly #imports = new Map<string, Frame>();

  constructor(options: FrameOptions) {
    this.options = options;
    const { template, library, scope, deploymentName, variables } = options;
    this.environment = {
      ...{ source: template.tree.source, scope, deploymentName, variables },
      lookup: (name) => this.value(name),
      userFunction: (name) => this.#function(name),
      readFile: (path) => library.text(beside(template.path, path)),
    };
  }

  /** Of a parameter, variable, resource, module or import. */
  value(name: string): Item | undefined {
    const known = this.#values.get(name);
    if (known !== undefined) return known();
    const declaration = this.options.template.declarations.get(name);
    const compute = declaration === undefined ? this.#imported(name) : this.#compute(declaration);
    if (compute === undefined) return undefined;
    const { source } = this.environment;
    const span = declaration?.span ?? { start: 0, end: 0 };
    const lazy = this.options.tracker.lazy(compute, () => fail(source, span, `'${name}' needs itself`, 'cycle'));
    this.#values.set(name, lazy);
    return lazy();
  }

  output(statement: Output): Item {
    if (statement.value.kind === 'if')
      return fail(this.environment.source, statement.span, "'if' stands in resources and modules only");
    const value = evaluate(statement.value, this.environment);
    const [fault] = faultsOf(value, statement.type, statement.decorators, this.#types);
    return fault === undefined
      ? value
      : fail(
          this.environment.source,
          statement.name.span,
          `The output '${statement.name.name}': ${fault}`,
          'wrong-type',
        );
  }

  #compute(declaration: Named): (() => Item) | undefined {
    switch (declaration.kind) {
      case 'param':
        return () => this.#parameter(declaration);
      case 'var': {
        const { value } = declaration;
        return () =>
          value.kind === 'if'
            ? fail(this.environment.source, value.span, "'if' stands in resources and modules only")
            : evaluate(value, this.environment);
      }
      case 'resource':
      case 'module':
        return () => this.options.declare(declaration, this);
      default:
        return undefined;
    }
  }

  #parameter(declaration: Parameter): Item {
    const { name, type, value: otherwise, decorators, span } = declaration;
    const { source } = this.environment;
    const given = this.options.given(name.name);
    const place = this.options.givenAt(name.name) ?? { source, span };
    const optional = type?.kind === 'nullable' || otherwise !== undefined;
    if (given === undefined && !optional)
      return fail(place.source, place.span, `The parameter '${name.name}' has no value`, 'missing-parameter');
    const value = given ?? (otherwise === undefined ? null : evaluate(otherwise, this.environment));
    const [fault] = type === undefined ? [] : faultsOf(value, type, decorators, this.#types);
    if (fault === undefined) return value;
    const where = given === undefined ? { source, span } : place;
    return fail(where.source, where.span, `The parameter '${name.name}': ${fault}`, 'wrong-parameter');
  }

  get #types() {
    return {
      type: (name: string): TypeDeclaration | undefined => {
        const declaration = this.options.template.declarations.get(name);
        if (declaration?.kind === 'type') return declaration;
        const from = this.#importOf(name);
        const found = from && this.#frameOf(from.statement).options.template.declarations.get(from.original);
        return found?.kind === 'type' ? found : undefined;
      },
      evaluate: (expression: Parameters<typeof evaluate>[0]) => evaluate(expression, this.environment),
    };
  }

  #function(name: string): ((args: readonly Item[]) => Item) | undefined {
    const [first = '', second] = name.split('.');
    const from = this.#importOf(first);
    if (second !== undefined) return from?.all === true ? this.#frameOf(from.statement).#function(second) : undefined;
    if (from !== undefined) return this.#frameOf(from.statement).#function(from.original);
    const declaration = this.options.template.declarations.get(name);
    return declaration?.kind === 'func' ? (args) => this.#callOwn(declaration, args) : undefined;
  }

  #callOwn({ parameters, body, name }: FunctionDeclaration, args: readonly Item[]): Item {
    const { source } = this.environment;
    if (args.length !== parameters.length)
      fail(source, name.span, `${name.name}() takes ${parameters.length} arguments, not ${args.length}`);
    const locals = Object.fromEntries(parameters.map((parameter, at) => [parameter.name.name, args[at] ?? null]));
    return evaluate(body, withLocals(this.environment, locals));
  }

  #imported(name: string): (() => Item) | undefined {
    const from = this.#importOf(name);
    if (from === undefined) return undefined;
    const other = this.#frameOf(from.statement);
    if (!from.all)
      return other.options.template.declarations.get(from.original)?.kind === 'var'
        ? () => other.value(from.original) ?? null
        : undefined;
    const variables = [...other.options.template.declarations.values()].filter(({ kind }) => kind === 'var');
    return () => Object.fromEntries(variables.map(({ name: { name: each } }) => [each, other.value(each) ?? null]));
  }

  #importOf(
    name: string,
  ): { readonly statement: Import; readonly original: string; readonly all: boolean } | undefined {
    for (const statement of this.options.template.tree.statements) {
      if (statement.kind !== 'import') continue;
      if (statement.all?.name === name) return { statement, original: name, all: true };
      const found = statement.names.find(({ as }) => as.name === name);
      if (found !== undefined) return { statement, original: found.name.name, all: false };
    }
    return undefined;
  }

  #frameOf(statement: Import): Frame {
    const path = beside(this.options.template.path, plainText(statement.path) ?? '');
    const known = this.#imports.get(path);
    if (known !== undefined) return known;
    const frame = new Frame({
      ...this.options,
      template: this.options.library.template(path),
      given: () => undefined,
      givenAt: () => undefined,
    });
    this.#imports.set(path, frame);
    return frame;
  }
}

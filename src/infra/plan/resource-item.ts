import { plainText, propertyOf } from '../bicep/body.ts';
import type { Expression, ObjectLiteral, Resource } from '../bicep/expression.ts';
import { type Environment, fail } from './environment.ts';
import { evaluate } from './evaluate.ts';
import { Declared, isArray, isObject, type Item, type ItemObject, kindOf } from './item.ts';
import { knownProperty } from './known-properties.ts';
import { isRuntimeItem, shown } from './runtime.ts';
import { resourceId } from './scope.ts';
import { shownStep, valueAt } from './steps.ts';
import type { Tracker } from './tracker.ts';
import type { RuntimeValue } from './value.ts';

interface Parts {
  readonly statement: Resource;
  readonly body: ObjectLiteral;
  readonly environment: Environment;
  readonly tracker: Tracker;
  /** The resource in whose body this one stands. */
  readonly outer: ResourceItem | undefined;
  readonly deployed: boolean;
  /** With the index of a loop: `containers[2]`. */
  readonly symbol: string;
}

/** One resource that a template declares; of a loop, one turn. Names, id and body are computed when they are asked for. */
export class ResourceItem extends Declared {
  readonly statement: Resource;
  readonly environment: Environment;
  readonly deployed: boolean;
  readonly symbol: string;
  readonly type: string;
  readonly apiVersion: string;
  readonly children = new Map<string, Item>();
  readonly #literal: ObjectLiteral;
  readonly #tracker: Tracker;
  readonly #outer: ResourceItem | undefined;
  readonly #name: () => string;
  readonly #id: () => string;
  readonly #body: () => ItemObject;

  constructor({ statement, body, environment, tracker, outer, deployed, symbol }: Parts) {
    super();
    this.statement = statement;
    this.environment = environment;
    this.deployed = deployed;
    this.symbol = symbol;
    this.#literal = body;
    this.#tracker = tracker;
    this.#outer = outer;
    const [type = '', apiVersion] = (plainText(statement.type) ?? '').split('@');
    this.type = outer === undefined || type.includes('/') ? type : `${outer.type}/${type}`;
    this.apiVersion = apiVersion ?? outer?.apiVersion ?? '';
    const cycle = () => fail(environment.source, statement.name.span, `The resource '${symbol}' needs itself`, 'cycle');
    this.#name = tracker.lazy(() => this.#computeName(), cycle);
    this.#id = tracker.lazy(() => this.#computeId(), cycle);
    this.#body = tracker.lazy(() => this.#computeBody(), cycle);
  }

  /** With the names of the parents: `account/default/documents`. */
  get name(): string {
    return this.#name();
  }

  get id(): string {
    return this.#id();
  }

  /** As Azure gets it, without what only Bicep reads (`parent`, `scope`, `dependsOn`). */
  get body(): ItemObject {
    return this.#body();
  }

  /** The resource above: the one around it, or `parent`. */
  get parent(): ResourceItem | undefined {
    if (this.#outer !== undefined) return this.#outer;
    const value = this.#evaluate('parent');
    if (value === undefined || value instanceof ResourceItem) return value;
    return this.#fail('parent', `'parent' is a resource, this is ${kindOf(value)}`);
  }

  /** What stands under `dependsOn`. */
  get explicit(): readonly Declared[] {
    const values = this.#evaluate('dependsOn') ?? [];
    const flat = (value: Item): readonly Item[] =>
      isArray(value) ? value.flatMap(flat) : value === null ? [] : [value];
    return flat(values).map((value) =>
      value instanceof Declared ? value : this.#fail('dependsOn', "'dependsOn' holds resources and modules"),
    );
  }

  at(steps: readonly (string | number)[]): Item {
    if (!this.statement.existing && this.deployed) this.#tracker.look(this.id);
    const [first, ...rest] = steps;
    if (first === undefined) return this;
    if (first === 'id' && rest.length === 0) return this.id;
    if (first === 'name' && rest.length === 0) return this.#ownName();
    if (first === 'type' && rest.length === 0) return this.type;
    if (first === 'apiVersion' && rest.length === 0) return this.apiVersion;
    if (!this.deployed)
      this.#fail(
        undefined,
        `'${this.symbol}' is not deployed here, for its condition does not hold: '${steps.join('.')}' has no value`,
      );
    const written = valueAt(this.body, steps);
    if (written !== undefined) return written;
    const computed = first === 'properties' ? knownProperty(this.type, this.name, this.body, rest) : undefined;
    return computed ?? this.#runtime(steps.map(shownStep).join(''));
  }

  nested(name: string): Item | undefined {
    return this.children.get(name);
  }

  call(name: string, args: readonly Item[]): RuntimeValue & ItemObject {
    if (!this.statement.existing && this.deployed) this.#tracker.look(this.id);
    return this.#runtime(`.${name}(${args.map(shown).join(', ')})`);
  }

  #runtime(text: string): RuntimeValue & ItemObject {
    return { runtime: `${this.symbol}${text}`, of: this.id };
  }

  #evaluate(property: string): Item | undefined {
    const found: Expression | undefined = propertyOf(this.#literal, property)?.value;
    return found && evaluate(found, this.environment);
  }

  #fail(property: string | undefined, message: string): never {
    const span =
      (property === undefined ? undefined : propertyOf(this.#literal, property)?.span) ?? this.statement.name.span;
    return fail(this.environment.source, span, message);
  }

  #computeName(): string {
    const name = this.#evaluate('name');
    if (name === undefined) return this.#fail(undefined, `The resource '${this.symbol}' has no name`);
    if (isRuntimeItem(name)) return this.#fail('name', `The name ${name.runtime} is only known at run time`);
    if (typeof name !== 'string') return this.#fail('name', `A name is a string, this is ${kindOf(name)}`);
    const parent = this.parent;
    return parent === undefined ? name : `${parent.name}/${name}`;
  }

  /** As it is written: without the parent's name. */
  #ownName(): string {
    return this.parent === undefined ? this.name : (this.name.split('/').at(-1) ?? '');
  }

  #computeId(): string {
    const parent = this.parent;
    if (parent !== undefined) return `${parent.id}/${this.type.split('/').at(-1) ?? ''}/${this.#ownName()}`;
    const scope = this.#evaluate('scope');
    if (scope === undefined) return resourceId(this.environment.scope.id, this.type, this.name);
    const id = scope instanceof ResourceItem ? scope.id : isObject(scope) ? scope['id'] : undefined;
    if (typeof id !== 'string')
      return this.#fail('scope', `'scope' is a resource or a scope, this is ${kindOf(scope)}`);
    return resourceId(id === '/' ? '' : id, this.type, this.name);
  }

  #computeBody(): ItemObject {
    const plain = new Set(['parent', 'scope', 'dependsOn', 'name']);
    const properties = this.#literal.properties.filter(
      (each) => each.kind === 'spread' || !plain.has(plainText(each.key) ?? ''),
    );
    const body = evaluate({ ...this.#literal, properties }, this.environment);
    return { name: this.name, ...(isObject(body) ? body : {}) };
  }
}

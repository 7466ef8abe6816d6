import type { RuntimeValue } from './value.ts';

/** What expressions work on: values of the plan, and things that a template declares. */
export type Item = null | boolean | number | string | readonly Item[] | ItemObject | Closure | Declared | DeclaredPath;

export interface ItemObject {
  readonly [name: string]: Item;
}

/** A lambda, ready to be called. */
export class Closure {
  readonly parameters: number;
  readonly call: (args: readonly Item[]) => Item;

  constructor(parameters: number, call: (args: readonly Item[]) => Item) {
    this.parameters = parameters;
    this.call = call;
  }
}

/** A declared resource or module; for a loop there is one for each turn. */
export abstract class Declared {
  /** The value at a way of properties and indexes: `['properties', 'primaryEndpoints', 'blob']`. */
  abstract at(steps: readonly (string | number)[]): Item;
  /** `resource::child`. */
  abstract nested(name: string): Item | undefined;
  /** `resource.listKeys()`. */
  abstract call(name: string, args: readonly Item[]): RuntimeValue & ItemObject;
  /** Whether its condition holds. */
  abstract readonly deployed: boolean;
  abstract readonly symbol: string;
}

/** An access that is not at its end yet: `storage.properties`. */
export class DeclaredPath {
  readonly of: Declared;
  readonly steps: readonly (string | number)[];

  constructor(of: Declared, steps: readonly (string | number)[]) {
    this.of = of;
    this.steps = steps;
  }
}

export function isObject(item: Item | undefined): item is ItemObject {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
  return !(item instanceof Closure || item instanceof Declared || item instanceof DeclaredPath);
}

export function isArray(item: Item | undefined): item is readonly Item[] {
  return Array.isArray(item);
}

/** What Bicep would call it, for messages. */
export function kindOf(item: Item): string {
  if (item === null) return 'null';
  if (isArray(item)) return 'an array';
  if (item instanceof Closure) return 'a lambda';
  if (item instanceof Declared || item instanceof DeclaredPath) return 'a resource or module';
  if (typeof item === 'string') return 'a string';
  if (typeof item === 'number') return 'an int';
  return typeof item === 'boolean' ? 'a bool' : 'an object';
}

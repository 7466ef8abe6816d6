/** What JSON can hold. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}
/** A value in a query; `undefined` is the service's own undefined. */
export type Value = Json | undefined;

/** The service's order of types: undefined < null < boolean < number < string < array < object. */
export const Rank = { undefined: 0, null: 1, boolean: 2, number: 3, string: 4, array: 5, object: 6 } as const;

export function rank(value: Value): number {
  if (value === undefined) return Rank.undefined;
  if (value === null) return Rank.null;
  if (typeof value === 'boolean') return Rank.boolean;
  if (typeof value === 'number') return Rank.number;
  if (typeof value === 'string') return Rank.string;
  return Array.isArray(value) ? Rank.array : Rank.object;
}

export function isObject(value: Value): value is JsonObject {
  return rank(value) === Rank.object;
}

export function equal(left: Value, right: Value): boolean {
  const type = rank(left);
  if (type !== rank(right)) return false;
  if (type < Rank.array) return left === right;
  return canonical(left) === canonical(right);
}

/** Sorts by type first, then numbers and strings by value; arrays and objects tie. */
export function compare(left: Value, right: Value): number {
  const type = rank(left);
  if (type !== rank(right)) return type - rank(right);
  if (type === Rank.number || type === Rank.boolean) return Number(left) - Number(right);
  if (type !== Rank.string) return 0;
  return (left as string) < (right as string) ? -1 : left === right ? 0 : 1;
}

/** Equal values give equal texts, whatever the order of their keys. */
export function canonical(value: Value): string {
  if (value === undefined) return 'undefined';
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${entries.join()}}`;
}

/** JSON knows no NaN and no infinity: the service answers undefined. */
export function finite(value: Value): Value {
  return typeof value === 'number' && !Number.isFinite(value) ? undefined : value;
}

/** An own property of an object or element of an array; never what a prototype holds. */
export function member(value: Value, key: Value): Value {
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  if (!isObject(value) || typeof key !== 'string' || !Object.hasOwn(value, key)) return undefined;
  return value[key];
}

/** A value that is known to be text; `''` if it is not. */
export function asText(value: Value): string {
  return typeof value === 'string' ? value : '';
}

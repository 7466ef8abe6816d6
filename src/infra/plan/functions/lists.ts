import { Closure, isArray, isObject, type Item, type ItemObject, kindOf } from '../item.ts';
import { equal } from '../operators.ts';
import type { PureFunction } from './pure-function.ts';
import { integer, items, text } from './texts.ts';

/** Functions on arrays, objects, numbers and lambdas. Source: learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions. */
export const listFunctions: Record<string, PureFunction> = {
  any: (value) => value ?? null,
  array: (value) => (isArray(value) ? value : [value ?? null]),
  coalesce: (...values) => values.find((value) => value !== null) ?? null,
  concat: (...values) => (values.every((value) => isArray(value)) ? values.flat() : values.map(text).join('')),
  contains: (whole, part) => contains(whole, part),
  createArray: (...values) => given(values),
  empty: (value) => value === null || length(value) === 0,
  filter: (values, test) =>
    items(values).filter((value, index) => closure(test).call(turn(test, value, index)) === true),
  first: (values) => (typeof values === 'string' ? values.slice(0, 1) : (items(values)[0] ?? null)),
  flatten: (values) => items(values).flatMap((value) => items(value)),
  groupBy: (values, key) => groups(items(values), (value) => closure(key).call([value])),
  intersection: (first, ...more) => intersection(first, given(more)),
  items: (value) => sorted(object(value)).map(([key, inner]) => ({ key, value: inner })),
  last: (values) => (typeof values === 'string' ? values.slice(-1) : (items(values).at(-1) ?? null)),
  length: (value) => length(value),
  map: (values, make) => items(values).map((value, index) => closure(make).call(turn(make, value, index))),
  mapValues: (value, make) =>
    Object.fromEntries(Object.entries(object(value)).map(([name, inner]) => [name, closure(make).call([inner])])),
  max: (...values) => Math.max(...numbers(given(values))),
  min: (...values) => Math.min(...numbers(given(values))),
  objectKeys: (value) => sorted(object(value)).map(([name]) => name),
  range: (start, count) => Array.from({ length: integer(count) }, (_, index) => integer(start) + index),
  reduce: (values, start, make) =>
    items(values).reduce<Item>(
      (sum, value, index) => closure(make).call([sum, value, index].slice(0, closure(make).parameters)),
      start ?? null,
    ),
  shallowMerge: (values) => Object.assign({}, ...items(values).map(object)) as ItemObject,
  skip: (value, count) => slice(value, Math.max(0, integer(count)), undefined),
  sort: (values, before) =>
    [...items(values)].sort((a, b) =>
      closure(before).call([a, b]) === true ? -1 : closure(before).call([b, a]) === true ? 1 : 0,
    ),
  take: (value, count) => slice(value, 0, Math.max(0, integer(count))),
  toObject: (values, key, make) =>
    Object.fromEntries(
      items(values).map((value) => [
        text(closure(key).call([value])),
        make === undefined ? value : closure(make).call([value]),
      ]),
    ),
  tryGet: (value, ...path) => given(path).reduce<Item>((inner, name) => got(inner, name), value ?? null),
  union: (first, ...more) => union(first, given(more)),
};

function given(values: readonly (Item | undefined)[]): Item[] {
  return values.filter((value) => value !== undefined);
}

function closure(value: Item | undefined): Closure {
  if (value instanceof Closure) return value;
  throw new TypeError(`a lambda is needed, not ${value === undefined ? 'nothing' : kindOf(value)}`);
}

function turn(made: Item | undefined, value: Item, index: number): Item[] {
  return closure(made).parameters > 1 ? [value, index] : [value];
}

function object(value: Item | undefined): ItemObject {
  if (isObject(value)) return value;
  throw new TypeError(`an object is needed, not ${value === undefined ? 'nothing' : kindOf(value)}`);
}

/** By name, as Azure orders them. */
function sorted(value: ItemObject): [string, Item][] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

function length(value: Item | undefined): number {
  if (typeof value === 'string' || isArray(value)) return value.length;
  return Object.keys(object(value)).length;
}

function contains(whole: Item | undefined, part: Item | undefined): boolean {
  if (typeof whole === 'string') return whole.includes(text(part));
  if (isArray(whole)) return whole.some((item) => equal(item, part ?? null));
  return Object.keys(object(whole)).some((name) => name.toLowerCase() === text(part).toLowerCase());
}

function numbers(values: readonly Item[]): number[] {
  const [only] = values;
  return (values.length === 1 && isArray(only) ? only : values).map(integer);
}

function slice(value: Item | undefined, from: number, to: number | undefined): Item {
  return typeof value === 'string' ? value.slice(from, to) : items(value).slice(from, to);
}

function got(value: Item, name: Item): Item {
  if (isArray(value)) return value[integer(name)] ?? null;
  return isObject(value) ? (value[text(name)] ?? null) : null;
}

function groups(values: readonly Item[], keyOf: (value: Item) => Item): ItemObject {
  return Object.fromEntries(
    Object.entries(Object.groupBy(values, (value) => text(keyOf(value)))).map(([key, group]) => [key, group ?? []]),
  );
}

function intersection(first: Item | undefined, more: readonly Item[]): Item {
  if (isArray(first)) return first.filter((item) => more.every((other) => contains(other, item)));
  const entries = Object.entries(object(first)).filter(([name, value]) =>
    more.every((other) => equal(object(other)[name] ?? null, value)),
  );
  return Object.fromEntries(entries);
}

/** Objects merge deeply (arrays are replaced), arrays without doubles. */
function union(first: Item | undefined, more: readonly Item[]): Item {
  if (isArray(first)) {
    const all = [first, ...more].flatMap((value) => items(value));
    return all.filter((item, index) => all.findIndex((other) => equal(item, other)) === index);
  }
  return more.reduce<ItemObject>((merged, other) => merge(merged, object(other)), object(first));
}

function merge(a: ItemObject, b: ItemObject): ItemObject {
  const result: Record<string, Item> = { ...a };
  for (const [name, value] of Object.entries(b)) {
    const before = result[name];
    result[name] = isObject(before) && isObject(value) ? merge(before, value) : value;
  }
  return result;
}

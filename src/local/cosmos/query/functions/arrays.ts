import { type Json, type Value, canonical, equal, isObject } from '../values.ts';
import { type SqlFunction, on } from './signature.ts';

function contains(list: readonly Json[], wanted: Value): boolean {
  return list.some((item) => equal(item, wanted));
}

/** With `partial`, an object that holds the wanted keys is enough. */
function arrayContains([list, wanted, partial]: readonly Value[]): Value {
  if (!Array.isArray(list) || wanted === undefined) return list === undefined ? undefined : false;
  if (partial !== true || !isObject(wanted)) return contains(list, wanted);
  return list.some((item) => isObject(item) && Object.keys(wanted).every((key) => equal(item[key], wanted[key])));
}

function slice([list, start, count]: readonly Value[]): Value {
  if (!Array.isArray(list) || typeof start !== 'number') return undefined;
  const from = start < 0 ? Math.max(0, list.length + start) : start;
  if (count === undefined) return list.slice(from);
  return typeof count === 'number' ? list.slice(from, from + Math.max(0, count)) : undefined;
}

const onLists = (min: number, max: number, call: (...lists: Json[][]) => Value): SqlFunction =>
  on(min, max, (values) => (values.every((value) => Array.isArray(value)) ? call(...values) : undefined));

const distinct = (list: readonly Json[]) => [...new Map(list.map((item) => [canonical(item), item])).values()];

/** Source: learn.microsoft.com/cosmos-db/query/array-functions */
export const arrayFunctions: Readonly<Record<string, SqlFunction>> = {
  ARRAY_CONTAINS: on(2, 3, arrayContains),
  ARRAY_CONTAINS_ANY: on(2, Infinity, ([list, ...wanted]) =>
    Array.isArray(list) ? wanted.some((item) => contains(list, item)) : undefined,
  ),
  ARRAY_CONTAINS_ALL: on(2, Infinity, ([list, ...wanted]) =>
    Array.isArray(list) ? wanted.every((item) => contains(list, item)) : undefined,
  ),
  ARRAY_LENGTH: on(1, 1, ([list]) => (Array.isArray(list) ? list.length : undefined)),
  ARRAY_SLICE: on(2, 3, slice),
  ARRAY_CONCAT: onLists(2, Infinity, (...lists) => lists.flat(1)),
  SETINTERSECT: onLists(2, 2, (left = [], right = []) => distinct(left).filter((item) => contains(right, item))),
  SETUNION: onLists(2, 2, (left = [], right = []) => distinct([...left, ...right])),
  SETDIFFERENCE: onLists(2, 2, (left = [], right = []) => distinct(left).filter((item) => !contains(right, item))),
  SETEQUAL: onLists(
    2,
    2,
    (left = [], right = []) =>
      left.every((item) => contains(right, item)) && right.every((item) => contains(left, item)),
  ),
  CHOOSE: on(2, Infinity, ([index, ...values]) => (typeof index === 'number' ? values[index - 1] : undefined)),
};

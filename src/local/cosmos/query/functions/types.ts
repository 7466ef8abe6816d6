import { Rank, rank } from '../values.ts';
import { type SqlFunction, on } from './signature.ts';

const isRank = (wanted: number) => on(1, 1, ([value]) => rank(value) === wanted);

/** Source: learn.microsoft.com/cosmos-db/query/type-checking-functions */
export const typeFunctions: Readonly<Record<string, SqlFunction>> = {
  IS_DEFINED: on(1, 1, ([value]) => value !== undefined),
  IS_NULL: isRank(Rank.null),
  IS_BOOL: isRank(Rank.boolean),
  IS_NUMBER: isRank(Rank.number),
  IS_STRING: isRank(Rank.string),
  IS_ARRAY: isRank(Rank.array),
  IS_OBJECT: isRank(Rank.object),
  IS_INTEGER: on(1, 1, ([value]) => Number.isInteger(value)),
  IS_FINITE_NUMBER: on(1, 1, ([value]) => Number.isFinite(value)),
  IS_PRIMITIVE: on(1, 1, ([value]) => value !== undefined && rank(value) < Rank.array),
  IIF: on(3, 3, ([test, then, otherwise]) => (test === true ? then : otherwise)),
};

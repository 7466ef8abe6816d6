import { type Value, Rank, compare, rank } from './values.ts';

type Aggregate = (values: readonly Value[]) => Value;

const defined = (values: readonly Value[]) => values.filter((value) => value !== undefined);

/** Undefined values are left out; one value that is no number makes the whole sum undefined. */
function sum(values: readonly Value[]): number | undefined {
  let total = 0;
  for (const value of defined(values)) {
    if (typeof value !== 'number') return undefined;
    total += value;
  }
  return total;
}

function extreme(values: readonly Value[], sign: 1 | -1): Value {
  const found = defined(values);
  if (found.some((value) => rank(value) >= Rank.array)) return undefined;
  return found.reduce<Value>(
    (best, value) => (best === undefined || sign * compare(value, best) > 0 ? value : best),
    undefined,
  );
}

/** By upper-case name. Source: learn.microsoft.com/cosmos-db/query/aggregate-functions */
export const aggregates: Readonly<Record<string, Aggregate>> = {
  COUNT: (values) => defined(values).length,
  COUNTIF: (values) => values.filter((value) => value === true).length,
  SUM: sum,
  AVG: (values) => {
    const count = defined(values).length;
    const total = sum(values);
    return total === undefined || count === 0 ? undefined : total / count;
  },
  MIN: (values) => extreme(values, -1),
  MAX: (values) => extreme(values, 1),
};

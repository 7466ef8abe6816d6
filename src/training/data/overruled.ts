import type { DataColumn, Dataset, Example, NamedValues } from './dataset.ts';

/** Fewer corrections to one answer do not show what they have in common. */
const leastCorrections = 10;
/** So many times commoner among the corrections than among other rows is a case of their error. */
const leastLift = 1.5;
/** Rows as everywhere else that are counted to the corrections: a value that none of them happened to have is not impossible. */
const smoothing = 5;
/** Numbers are looked at by parts of the table that have as many rows. */
const bins = 8;

/**
 * Which examples corrections overrule: those with the very same values, and in a table those that say another answer about a case
 * like the corrected ones. Otherwise old rows, of which there are many, outvote what people found out.
 *
 * What corrections have in common: columns in which they differ from the rows with other answers beyond luck. A case is like them
 * by the product of its values' lifts there (naive Bayes).
 */
export function overruledBy(dataset: Dataset, corrections: readonly Example[]): (example: Example) => boolean {
  const exact = new Set(corrections.map(({ values }) => keyOf(dataset, values)));
  const wrong = corrections.filter(({ isConfirmed }) => isConfirmed !== true);
  const lifts = [...Map.groupBy(wrong, ({ label }) => label)].flatMap(([answer, group]) => {
    const others = dataset.examples.filter(({ label }) => label !== answer);
    const telling =
      group.length < leastCorrections ? [] : dataset.columns.flatMap((one) => liftsIn(one, group, others));
    return telling.length === 0 ? [] : [{ answer, telling }];
  });
  const isLike = (values: NamedValues, telling: readonly ((values: NamedValues) => number)[]) =>
    telling.reduce((product, lift) => product * lift(values), 1) >= leastLift;
  return ({ values, label }) =>
    exact.has(keyOf(dataset, values)) ||
    lifts.some(({ answer, telling }) => answer !== label && isLike(values, telling));
}

/** How much commoner a row's value of this column is among the corrections; none when luck explains the difference. */
function liftsIn(
  column: DataColumn,
  corrections: readonly Example[],
  others: readonly Example[],
): ((values: NamedValues) => number)[] {
  const binOf = binsOf(column, others);
  const expected = sharesOf(others, binOf);
  const observed = sharesOf(corrections, binOf);
  const rows = corrections.length;
  const most = expected.size - 1;
  const deviance = [...observed].reduce(
    (sum, [bin, share]) => sum + 2 * rows * share * Math.log(share / (expected.get(bin) ?? 1 / others.length)),
    0,
  );
  // Three standard deviations above the mean of a chi-squared variable.
  if (deviance <= most + 3 * Math.sqrt(2 * most)) return [];
  return [
    (values) => {
      const usual = expected.get(binOf(values)) ?? 1 / others.length;
      return ((observed.get(binOf(values)) ?? 0) * rows + smoothing * usual) / (rows + smoothing) / usual;
    },
  ];
}

/** The value itself, or which part of the table a number belongs to. */
function binsOf({ name, type }: DataColumn, rows: readonly Example[]): (values: NamedValues) => string {
  if (type === 'string') return (values) => String(values[name]);
  const sorted = rows.flatMap(({ values }) => (typeof values[name] === 'number' ? [values[name]] : []));
  sorted.sort((a, b) => a - b);
  const edges = Array.from({ length: bins - 1 }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / bins)] ?? 0);
  return (values) => {
    const value = values[name];
    return typeof value === 'number' ? String(edges.filter((edge) => edge <= value).length) : 'missing';
  };
}

function sharesOf(rows: readonly Example[], binOf: (values: NamedValues) => string): Map<string, number> {
  const groups = Map.groupBy(rows, ({ values }) => binOf(values));
  return new Map([...groups].map(([bin, members]) => [bin, members.length / rows.length]));
}

const keyOf = ({ kind, columns }: Dataset, values: NamedValues): string =>
  JSON.stringify(kind === 'text' ? values['text'] : columns.map(({ name }) => values[name] ?? null));

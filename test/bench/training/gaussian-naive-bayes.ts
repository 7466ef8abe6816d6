import { stratifiedFolds } from '../../../src/training/algorithms/folds.ts';
import { encodeTexts, findGrams } from '../../../src/training/algorithms/text-features.ts';
import type { Table } from '../../../src/training/table.ts';
import { subset } from '../../../src/training/table.ts';

/** Per column, for one label. */
interface Normal {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/**
 * What the classic tutorial does with these reviews: counts of the 1,500 most frequent words, each taken to be normally
 * distributed. A measure of what is easy, not a model that docscore offers.
 *
 * @returns Cross-validated accuracy.
 */
export function gaussianNaiveBayes(table: Table, { folds, seed }: { folds: number; seed: number }): number {
  let right = 0;
  for (const { training, heldOut } of stratifiedFolds(table, folds, seed)) {
    const learning = subset(table, training);
    const grams = mostFrequent(learning, 1500);
    const normals = [0, 1].map((label) =>
      normalOf(
        counts(
          subset(
            learning,
            [...learning.rows.keys()].filter((r) => learning.targets[r] === label),
          ),
          grams,
        ),
      ),
    );
    const unseen = subset(table, heldOut);
    counts(unseen, grams).forEach((row, r) => {
      const [no = 0, yes = 0] = normals.map((normal) => logDensity(row, normal));
      right += Number(Number(yes > no) === unseen.targets[r]);
    });
  }
  return right / table.rows.length;
}

function mostFrequent({ rows }: Table, limit: number): (readonly string[])[] {
  const { grams, documents } = findGrams(rows, { ngrams: 1, minDocuments: 1 });
  const order = [...grams.keys()].sort((a, b) => (documents[b] ?? 0) - (documents[a] ?? 0));
  return order.slice(0, limit).map((i) => grams[i] ?? []);
}

function counts({ rows }: Table, grams: readonly (readonly string[])[]): Float64Array[] {
  const { starts, columns, values, width } = encodeTexts(rows, { grams, count: 'raw', isUnitLength: false });
  return rows.map((_, r) => {
    const row = new Float64Array(width);
    for (let i = starts[r] ?? 0; i < (starts[r + 1] ?? 0); i++) row[columns[i] ?? 0] = values[i] ?? 0;
    return row;
  });
}

function normalOf(rows: readonly Float64Array[]): Normal {
  const mean = new Float64Array(rows[0]?.length ?? 0);
  const variance = new Float64Array(mean.length);
  for (const row of rows) row.forEach((value, i) => (mean[i] = (mean[i] ?? 0) + value / rows.length));
  for (const row of rows) {
    row.forEach((value, i) => (variance[i] = (variance[i] ?? 0) + (value - (mean[i] ?? 0)) ** 2 / rows.length));
  }
  // As scikit-learn's `var_smoothing`.
  const least = 1e-9 * Math.max(...variance);
  return { mean, variance: variance.map((value) => value + least) };
}

function logDensity(row: Float64Array, { mean, variance }: Normal): number {
  return row.reduce(
    (sum, value, i) => sum - Math.log(variance[i] ?? 1) / 2 - (value - (mean[i] ?? 0)) ** 2 / (2 * (variance[i] ?? 1)),
    0,
  );
}

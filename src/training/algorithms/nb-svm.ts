import type { TextLinear } from '../fitted.ts';
import type { Random } from '../random.ts';
import type { Table } from '../table.ts';
import { fitSvm } from './fit-svm.ts';
import { oneAgainstRest } from './linear-svm.ts';
import { textInput } from './linear-input.ts';
import type { SparseRows } from './sparse-rows.ts';
import { scaleColumns } from './sparse-rows.ts';
import { findGrams } from './text-features.ts';

interface Options {
  readonly c: number;
  /** Added to every count. */
  readonly alpha: number;
  /** How much of the machine is kept; the rest is its mean weight, that is naive Bayes. 0–1. */
  readonly beta: number;
  readonly ngrams: number;
  readonly minDocuments: number;
}

/**
 * Support vector machine whose features are naive Bayes' log-count ratios; margins, not probabilities.
 * Source: Wang & Manning 2012, "Baselines and bigrams: simple, good sentiment and topic classification" (NBSVM).
 */
export function fitNbSvm(table: Table, { c, alpha, beta, ...options }: Options, random: Random): TextLinear {
  const { grams } = findGrams(table.rows, options);
  const { rows, fitted } = textInput(table, { grams, count: 'binary', isUnitLength: false });
  return fitted(
    oneAgainstRest(table, 'nb-svm', (signs, weights) => {
      const ratios = logCountRatios(rows, signs, weights, alpha);
      const costs = weights.map((weight) => c * weight);
      const machine = fitSvm(scaleColumns(rows, ratios), signs, costs, random);
      const columns = machine.subarray(0, rows.width);
      const mean = columns.reduce((sum, weight) => sum + Math.abs(weight), 0) / rows.width;
      return machine.map((weight, column) =>
        column === rows.width ? weight : (ratios[column] ?? 0) * ((1 - beta) * mean + beta * weight),
      );
    }),
  );
}

/** log of (share of a gram among those of the positive rows ÷ the same of the negative ones). */
function logCountRatios(
  { starts, columns, width }: SparseRows,
  signs: Float64Array,
  weights: Float64Array,
  alpha: number,
): Float64Array {
  const positive = new Float64Array(width).fill(alpha);
  const negative = new Float64Array(width).fill(alpha);
  signs.forEach((sign, r) => {
    const counts = sign > 0 ? positive : negative;
    for (let i = starts[r] ?? 0; i < (starts[r + 1] ?? 0); i++) {
      const column = columns[i] ?? 0;
      counts[column] = (counts[column] ?? 0) + (weights[r] ?? 1);
    }
  });
  const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0);
  const shift = Math.log(total(negative) / total(positive));
  return positive.map((count, column) => Math.log(count / (negative[column] ?? 1)) + shift);
}

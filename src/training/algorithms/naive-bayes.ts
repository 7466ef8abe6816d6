import type { TextLinear } from '../fitted.ts';
import type { Table } from '../table.ts';
import { labelled } from './labelled.ts';
import { coarseFloats } from './rounding.ts';
import { encodeTexts, findGrams } from './text-features.ts';

interface Options {
  /** Added to every count (1: Laplace), so that an unseen word does not decide alone. */
  readonly alpha: number;
  readonly ngrams: number;
  readonly minDocuments: number;
}

/**
 * Multinomial naive Bayes: log P(label) + Σ count × log P(gram | label), which is linear. With two labels the difference of both.
 *
 * @throws Error for a row without a label.
 */
export function fitNaiveBayes(table: Table, { alpha, ...options }: Options): TextLinear {
  const { targets, weights } = labelled(table, 'naive-bayes');
  const { grams } = findGrams(table.rows, options);
  const features = { grams, count: 'raw', isUnitLength: false } as const;
  const { starts, columns, values } = encodeTexts(table.rows, features);
  const labels = table.labels.length;

  const rowsOf = new Float64Array(labels);
  const counts = new Float64Array(grams.length * labels).fill(alpha);
  const totals = new Float64Array(labels).fill(alpha * grams.length);
  targets.forEach((target, r) => {
    const weight = weights[r] ?? 1;
    rowsOf[target] = (rowsOf[target] ?? 0) + weight;
    for (let i = starts[r] ?? 0; i < (starts[r + 1] ?? 0); i++) {
      const at = (columns[i] ?? 0) * labels + target;
      counts[at] = (counts[at] ?? 0) + weight * (values[i] ?? 0);
      totals[target] = (totals[target] ?? 0) + weight * (values[i] ?? 0);
    }
  });

  const all = rowsOf.reduce((sum, count) => sum + count, 0);
  const logPrior = rowsOf.map((count) => Math.log(count / all));
  const logLikelihood = counts.map((count, at) => Math.log(count / (totals[at % labels] ?? 1)));
  return { kind: 'text-linear', labels: table.labels, ...features, ...asLinear(logLikelihood, logPrior) };
}

/** Two labels need one output only: the difference of their logarithms. */
function asLinear(weights: Float64Array, bias: Float64Array): Pick<TextLinear, 'weights' | 'bias' | 'link'> {
  if (bias.length > 2) return { weights: coarseFloats(weights), bias: coarseFloats(bias), link: 'softmax' };
  const difference = (values: Float64Array) =>
    coarseFloats(Array.from({ length: values.length / 2 }, (_, i) => (values[2 * i + 1] ?? 0) - (values[2 * i] ?? 0)));
  return { weights: difference(weights), bias: difference(bias), link: 'sigmoid' };
}

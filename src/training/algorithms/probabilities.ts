import type { Row } from '../../domain/row.ts';
import type { Fitted, TabularLinear, TextLinear, Trees } from '../fitted.ts';
import { columnEncoder } from './columns.ts';
import { link } from './fit-logistic.ts';
import { textEncoder } from './text-features.ts';

type Score = (row: Row) => Float64Array;

/** Encoders are made once per model, not once per row. */
const known = new WeakMap<Fitted, Score>();

/**
 * The probability of each label: plain arithmetic, the measure of what `onnx/` exports and `models/evaluators/` compile.
 *
 * @throws Error for a row that lacks a value or holds one of another type.
 */
export function probabilities(fitted: Fitted, row: Row): number[] {
  const scores = outputsOf(fitted, row);
  if (fitted.link !== 'mean') link(scores);
  const [only = 0] = scores;
  return scores.length === 1 ? [1 - only, only] : [...scores];
}

/** What the link makes probabilities of: logits, or for a forest the probabilities themselves. One per output. */
export function outputsOf(fitted: Fitted, row: Row): Float64Array {
  let score = known.get(fitted);
  if (!score) known.set(fitted, (score = scoreOf(fitted)));
  return score(row);
}

function scoreOf(fitted: Fitted): Score {
  switch (fitted.kind) {
    case 'text-linear':
      return linear(fitted, textEncoder(fitted));
    case 'tabular-linear': {
      const encode = columnEncoder(fitted.columns);
      return linear(fitted, (row) => [...encode(row)].map((value, column): [number, number] => [column, value]));
    }
    case 'trees':
      return trees(fitted);
  }
}

function linear({ weights, bias }: TextLinear | TabularLinear, encode: (row: Row) => [number, number][]): Score {
  return (row) => {
    const logits = Float64Array.from(bias);
    for (const [column, value] of encode(row)) {
      for (let k = 0; k < logits.length; k++) {
        logits[k] = (logits[k] ?? 0) + value * (weights[column * logits.length + k] ?? 0);
      }
    }
    return logits;
  };
}

function trees({ columns, trees, base, link }: Trees): Score {
  const encode = columnEncoder(columns);
  return (row) => {
    const features = encode(row);
    const sums = Float64Array.from(base);
    for (const { feature, threshold, left, right, leaf } of trees) {
      let node = 0;
      for (let at = feature[node] ?? -1; at >= 0; at = feature[node] ?? -1) {
        node = ((features[at] ?? 0) <= (threshold[node] ?? 0) ? left[node] : right[node]) ?? 0;
      }
      for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] ?? 0) + (leaf[node * sums.length + k] ?? 0);
    }
    return link === 'mean' ? sums.map((sum) => sum / trees.length) : sums;
  };
}

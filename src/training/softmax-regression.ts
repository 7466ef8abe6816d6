import type { SparseRow } from './tf-idf.ts';
import { coarse } from './tf-idf.ts';

/** `weights[column * classes + class]`. There is no bias: a text without a known word is equally likely to be anything. */
export interface LinearModel {
  readonly classes: number;
  readonly weights: Float32Array;
}

interface Options {
  readonly columns: number;
  readonly classes: number;
  /** Strength of the pull towards small weights. */
  readonly l2: number;
  readonly iterations: number;
}

/** The rows one after the other: row `r` is `[starts[r], starts[r + 1])` of columns and values. */
interface Packed {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
  /** One distribution per row. */
  readonly targets: Float64Array;
  readonly classes: number;
}

/**
 * Multinomial logistic regression by accelerated full-batch gradient descent (Nesterov): no shuffling, so nothing depends on luck.
 *
 * @param targets One distribution per row; a row that belongs to no class gets the uniform one.
 */
export function fitSoftmax(
  rows: readonly SparseRow[],
  targets: readonly (readonly number[])[],
  { columns, classes, l2, iterations }: Options,
): LinearModel {
  // The loss curves by at most 1/2 along rows of length 1, so steps of 2 converge.
  const step = 2;
  const size = columns * classes;
  const packed = pack(rows, targets, classes);
  const position = new Float64Array(size);
  const ahead = new Float64Array(size);
  for (let iteration = 1; iteration <= iterations; iteration++) {
    const gradient = gradientAt(ahead, packed);
    const momentum = (iteration - 1) / (iteration + 2);
    for (let i = 0; i < size; i++) {
      const from = ahead[i] ?? 0;
      const value = from - step * ((gradient[i] ?? 0) + l2 * from);
      ahead[i] = value + momentum * (value - (position[i] ?? 0));
      position[i] = value;
    }
  }
  return { classes, weights: Float32Array.from(position, coarse) };
}

/** The probability of each class. */
export function probabilitiesOf({ columns, values }: SparseRow, { classes, weights }: LinearModel): number[] {
  const logits = new Float64Array(classes);
  columns.forEach((column, i) => {
    for (let c = 0; c < classes; c++) {
      logits[c] = (logits[c] ?? 0) + (values[i] ?? 0) * (weights[column * classes + c] ?? 0);
    }
  });
  softmax(logits);
  return [...logits];
}

function pack(rows: readonly SparseRow[], targets: readonly (readonly number[])[], classes: number): Packed {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach(({ columns }, r) => (starts[r + 1] = (starts[r] ?? 0) + columns.length));
  return {
    starts,
    columns: Int32Array.from(rows.flatMap(({ columns }) => columns)),
    values: Float64Array.from(rows.flatMap(({ values }) => values)),
    targets: Float64Array.from(targets.flat()),
    classes,
  };
}

/** Of the mean cross-entropy. */
function gradientAt(weights: Float64Array, { starts, columns, values, targets, classes }: Packed): Float64Array {
  const gradient = new Float64Array(weights.length);
  const errors = new Float64Array(classes);
  const rows = starts.length - 1;
  for (let r = 0; r < rows; r++) {
    const from = starts[r] ?? 0;
    const to = starts[r + 1] ?? 0;
    errors.fill(0);
    for (let i = from; i < to; i++) {
      const at = (columns[i] ?? 0) * classes;
      for (let c = 0; c < classes; c++) errors[c] = (errors[c] ?? 0) + (values[i] ?? 0) * (weights[at + c] ?? 0);
    }
    softmax(errors);
    for (let c = 0; c < classes; c++) errors[c] = ((errors[c] ?? 0) - (targets[r * classes + c] ?? 0)) / rows;
    for (let i = from; i < to; i++) {
      const at = (columns[i] ?? 0) * classes;
      for (let c = 0; c < classes; c++)
        gradient[at + c] = (gradient[at + c] ?? 0) + (values[i] ?? 0) * (errors[c] ?? 0);
    }
  }
  return gradient;
}

/** In place. */
function softmax(logits: Float64Array): void {
  const largest = Math.max(...logits);
  let sum = 0;
  for (let c = 0; c < logits.length; c++) sum += logits[c] = Math.exp((logits[c] ?? 0) - largest);
  for (let c = 0; c < logits.length; c++) logits[c] = (logits[c] ?? 0) / sum;
}

import type { SparseRows } from './sparse-rows.ts';
import { withOnes } from './sparse-rows.ts';

export interface LogisticOptions {
  /** Inverse strength of the pull towards small weights, as scikit-learn's: ½‖w‖² + c × Σ loss. The bias is not pulled. */
  readonly c: number;
  readonly bias: boolean;
  /** At most; it ends earlier when the gradient is all but 0. */
  readonly iterations: number;
}

/** What a linear model learns: weights, columns × outputs, and bias, outputs. */
export interface LinearWeights {
  readonly weights: Float64Array;
  readonly bias: Float64Array;
}

/** Mean weighted loss over the rows, plus half the pull times the squared weights. */
interface Problem {
  readonly rows: SparseRows;
  /** rows × outputs */
  readonly targets: Float64Array;
  /** Per row, 1 in sum. */
  readonly shares: Float64Array;
  readonly outputs: number;
  readonly pull: number;
  /** How many of the weights, from the first, the pull holds. */
  readonly pulled: number;
}

/**
 * Logistic regression by Nesterov's accelerated gradient over all rows, restarted whenever it runs uphill (O'Donoghue & Candès
 * 2015): no shuffling, so nothing depends on luck.
 *
 * @param targets rows × outputs: one output is the probability of the second label, more are a distribution over the labels.
 * @param weights How much each row counts.
 */
export function fitLogistic(
  rows: SparseRows,
  targets: Float64Array,
  weights: Float64Array,
  { c, bias, iterations }: LogisticOptions,
): LinearWeights {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const outputs = targets.length / weights.length;
  const pulled = rows.width * outputs;
  const found = descend(
    {
      rows: bias ? withOnes(rows) : rows,
      targets,
      shares: weights.map((weight) => weight / total),
      outputs,
      pull: 1 / (c * total),
      pulled,
    },
    iterations,
  );
  return { weights: found.slice(0, pulled), bias: bias ? found.slice(pulled) : new Float64Array(outputs) };
}

function descend(problem: Problem, iterations: number): Float64Array {
  const size = problem.rows.width * problem.outputs;
  const curve = steepestCurve(problem);
  const position = new Float64Array(size);
  const ahead = new Float64Array(size);
  let pace = 1;
  for (let iteration = 0; iteration < iterations; iteration++) {
    const gradient = gradientAt(ahead, problem);
    if (gradient.reduce((sum, slope) => sum + slope * slope, 0) < 1e-12) break;
    let uphill = 0;
    for (let i = 0; i < size; i++) {
      const next = (ahead[i] ?? 0) - (gradient[i] ?? 0) / (curve + (i < problem.pulled ? problem.pull : 0));
      const move = next - (position[i] ?? 0);
      uphill += move * (gradient[i] ?? 0);
      position[i] = next;
      ahead[i] = move;
    }
    const nextPace = (1 + Math.sqrt(1 + 4 * pace * pace)) / 2;
    const push = uphill > 0 ? 0 : (pace - 1) / nextPace;
    pace = uphill > 0 ? 1 : nextPace;
    for (let i = 0; i < size; i++) ahead[i] = (position[i] ?? 0) + push * (ahead[i] ?? 0);
  }
  return position;
}

function gradientAt(weights: Float64Array, { rows, targets, shares, outputs, pull, pulled }: Problem): Float64Array {
  const { starts, columns, values } = rows;
  const gradient = weights.map((weight, i) => (i < pulled ? pull * weight : 0));
  const errors = new Float64Array(outputs);
  for (let r = 0; r < shares.length; r++) {
    errors.fill(0);
    for (let i = starts[r] ?? 0; i < (starts[r + 1] ?? 0); i++) {
      const at = (columns[i] ?? 0) * outputs;
      for (let k = 0; k < outputs; k++) errors[k] = (errors[k] ?? 0) + (values[i] ?? 0) * (weights[at + k] ?? 0);
    }
    link(errors);
    for (let k = 0; k < outputs; k++) {
      errors[k] = (shares[r] ?? 0) * ((errors[k] ?? 0) - (targets[r * outputs + k] ?? 0));
    }
    for (let i = starts[r] ?? 0; i < (starts[r + 1] ?? 0); i++) {
      const at = (columns[i] ?? 0) * outputs;
      for (let k = 0; k < outputs; k++)
        gradient[at + k] = (gradient[at + k] ?? 0) + (values[i] ?? 0) * (errors[k] ?? 0);
    }
  }
  return gradient;
}

/**
 * The loss curves by at most ¼ (one output) or ½ (more) of the largest eigenvalue of the rows' second moments: thirty rounds of
 * power iteration, and a tenth more, because they come from below.
 */
function steepestCurve({ rows: { starts, columns, values, width }, shares, outputs }: Problem): number {
  let direction = Float64Array.from({ length: width }, (_, column) => 1 + 1 / (column + 1));
  let size = 0;
  for (let round = 0; round < 30; round++) {
    const length = Math.sqrt(direction.reduce((sum, value) => sum + value * value, 0)) || 1;
    const next = new Float64Array(width);
    for (let r = 0; r < shares.length; r++) {
      let along = 0;
      for (let i = starts[r] ?? 0; i < (starts[r + 1] ?? 0); i++)
        along += (values[i] ?? 0) * (direction[columns[i] ?? 0] ?? 0);
      along *= (shares[r] ?? 0) / length;
      for (let i = starts[r] ?? 0; i < (starts[r + 1] ?? 0); i++) {
        next[columns[i] ?? 0] = (next[columns[i] ?? 0] ?? 0) + along * (values[i] ?? 0);
      }
    }
    size = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0));
    direction = next;
  }
  return 1.1 * size * (outputs === 1 ? 0.25 : 0.5);
}

/** Logits become probabilities, in place: sigmoid of a single one, softmax of more. */
export function link(logits: Float64Array): void {
  if (logits.length === 1) {
    logits[0] = 1 / (1 + Math.exp(-(logits[0] ?? 0)));
    return;
  }
  const largest = logits.reduce((most, logit) => Math.max(most, logit), -Infinity);
  let sum = 0;
  for (let k = 0; k < logits.length; k++) sum += logits[k] = Math.exp((logits[k] ?? 0) - largest);
  for (let k = 0; k < logits.length; k++) logits[k] = (logits[k] ?? 0) / sum;
}

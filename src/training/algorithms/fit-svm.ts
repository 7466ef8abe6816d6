import type { Random } from '../random.ts';
import { shuffle } from './shuffle.ts';
import type { SparseRows } from './sparse-rows.ts';
import { withOnes } from './sparse-rows.ts';

/**
 * Support vector machine with squared hinge loss: ½‖w‖² + Σ cost × max(0, 1 − sign × w·x)², the bias among the weights, by dual
 * coordinate descent. Source: Hsieh et al. 2008, "A dual coordinate descent method for large-scale linear SVM", algorithm 1.
 *
 * @param signs +1 or −1 per row.
 * @param costs What a mistake costs, per row.
 * @returns Weights, columns, then the bias.
 */
export function fitSvm(rows: SparseRows, signs: Float64Array, costs: Float64Array, random: Random): Float64Array {
  const { starts, columns, values, width } = withOnes(rows);
  const weights = new Float64Array(width);
  const alphas = new Float64Array(signs.length);
  const order = Int32Array.from(signs.keys());
  const diagonals = signs.map((_, r) => {
    let square = 0;
    for (let i = starts[r] ?? 0; i < (starts[r + 1] ?? 0); i++) square += (values[i] ?? 0) ** 2;
    return square;
  });
  for (let round = 0; round < 1000; round++) {
    shuffle(order, random);
    let largest = 0;
    for (const r of order) {
      const sign = signs[r] ?? 0;
      const softness = 0.5 / (costs[r] ?? 1);
      const alpha = alphas[r] ?? 0;
      let margin = 0;
      for (let i = starts[r] ?? 0; i < (starts[r + 1] ?? 0); i++)
        margin += (values[i] ?? 0) * (weights[columns[i] ?? 0] ?? 0);
      const slope = sign * margin - 1 + softness * alpha;
      if (alpha === 0 && slope >= 0) continue;
      largest = Math.max(largest, Math.abs(slope));
      const next = Math.max(alpha - slope / ((diagonals[r] ?? 0) + softness), 0);
      const change = (next - alpha) * sign;
      alphas[r] = next;
      for (let i = starts[r] ?? 0; i < (starts[r + 1] ?? 0); i++) {
        const column = columns[i] ?? 0;
        weights[column] = (weights[column] ?? 0) + change * (values[i] ?? 0);
      }
    }
    if (largest < 1e-3) break;
  }
  return weights;
}

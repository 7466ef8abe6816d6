import type { Row } from '../../domain/row.ts';
import type { Evaluator, FeatureReader } from './evaluator.ts';
import { emptyRow } from './evaluator.ts';
import type { Link } from './link.ts';
import { writeProbabilities } from './link.ts';
import type { PackedTrees } from './packed-trees.ts';
import { addLeaves } from './packed-trees.ts';

export interface ForestModel {
  readonly features: FeatureReader;
  readonly trees: PackedTrees;
  /** Added after the leaves. */
  readonly base: Float32Array;
  /** Divides the sums: 1, or how many trees there are. */
  readonly divisor: number;
  readonly link: Link;
  readonly labels: number;
}

/** Rows of one step through a tree: so many that the tree stays in the cache, so few that they do too. */
const blockRows = 64;

export function forestEvaluator(model: ForestModel): Evaluator {
  const { features, trees, labels } = model;
  const dense = new Float32Array(blockRows * features.width);
  const sums = new Float32Array(blockRows * trees.outputs);
  const sparse = emptyRow(features.width);
  const outputs = new Float64Array(trees.outputs);
  const fill = (row: Row, at: number) => {
    features.read(row, sparse);
    dense.fill(0, at, at + features.width);
    for (let i = 0; i < sparse.length; i++) dense[at + (sparse.columns[i] ?? 0)] = sparse.values[i] ?? 0;
  };
  return {
    score(rows) {
      const answers = new Float32Array(rows.length * labels);
      for (let from = 0; from < rows.length; from += blockRows) {
        const block = rows.slice(from, from + blockRows);
        block.forEach((row, r) => fill(row, r * features.width));
        sums.fill(0);
        addLeaves(trees, dense, features.width, block.length, sums);
        block.forEach((_, r) => finish(model, sums.subarray(r * trees.outputs), outputs, answers, (from + r) * labels));
      }
      return answers;
    },
  };
}

/** In float32, as onnxruntime does: sum, then the base. */
function finish(
  { trees, base, divisor, link }: ForestModel,
  sums: Float32Array,
  outputs: Float64Array,
  answers: Float32Array,
  at: number,
): void {
  for (let o = 0; o < trees.outputs; o++) outputs[o] = Math.fround((sums[o] ?? NaN) / divisor + (base[o] ?? NaN));
  writeProbabilities(link, outputs, answers, at);
}

import type { Tree, Trees } from '../fitted.ts';
import type { Random } from '../random.ts';
import type { Table } from '../table.ts';
import type { BinnedFeature } from './binned.ts';
import { binRows } from './binned.ts';
import { learnColumns } from './columns.ts';
import { link } from './fit-logistic.ts';
import { growTree } from './grow-tree.ts';
import { labelled } from './labelled.ts';
import { coarse, summable } from './rounding.ts';
import { shuffle } from './shuffle.ts';

export interface BoostingOptions {
  /** Rounds; each adds one tree, or with more than two labels one per label. */
  readonly trees: number;
  readonly depth: number;
  readonly learningRate: number;
  /** Pull of leaves towards 0. */
  readonly l2: number;
  /** Least sum of second derivatives in a leaf: about four times as many rows that are undecided. */
  readonly minWeight: number;
  /** Share of rows that a tree learns from, drawn without replacement. */
  readonly rowShare: number;
  /** Share of features that a tree may ask. */
  readonly columnShare: number;
}

/**
 * Gradient boosting with logistic loss (two labels: one output; more: softmax), Newton leaves and histograms.
 * Source: Chen & Guestrin 2016, "XGBoost: a scalable tree boosting system", equations 5–7.
 *
 * @throws Error for a row without a label.
 */
export function fitGradientBoosting(table: Table, options: BoostingOptions, random: Random): Trees {
  const { labels, rows } = table;
  const { targets, weights } = labelled(table, 'gradient-boosting');
  const columns = learnColumns(table, false);
  const features = binRows(rows, columns);
  const outputs = labels.length > 2 ? labels.length : 1;
  const base = baseOf(targets, weights, labels.length);
  const scores = Float64Array.from({ length: rows.length * outputs }, (_, at) => base[at % outputs] ?? 0);
  const trees: Tree[] = [];
  for (let round = 0; round < options.trees; round++) {
    const slopes = slopesAt(scores, targets, weights, outputs);
    for (const [output, statistics] of slopes.entries()) {
      const tree = growBoosted(features, statistics, { output, outputs }, options, random);
      addTo(scores, tree, features, outputs);
      trees.push(tree);
    }
  }
  return { kind: 'trees', labels, columns, trees, base, link: outputs === 1 ? 'sigmoid' : 'softmax' };
}

/** The logits of the labels' shares. */
function baseOf(targets: readonly number[], weights: Float64Array, labels: number): number[] {
  const sums = new Float64Array(labels);
  targets.forEach((target, r) => (sums[target] = (sums[target] ?? 0) + (weights[r] ?? 1)));
  const logs = [...sums].map((sum) => Math.log(sum / weights.reduce((all, weight) => all + weight, 0)));
  return labels > 2 ? logs.map(coarse) : [coarse((logs[1] ?? 0) - (logs[0] ?? 0))];
}

/** Per output, first and second derivative of the loss by each row's score, one after the other. */
function slopesAt(
  scores: Float64Array,
  targets: readonly number[],
  weights: Float64Array,
  outputs: number,
): Float64Array[] {
  const slopes = Array.from({ length: outputs }, () => new Float64Array(targets.length * 2));
  targets.forEach((target, r) => {
    const chances = scores.slice(r * outputs, (r + 1) * outputs);
    link(chances);
    const weight = weights[r] ?? 1;
    slopes.forEach((statistics, output) => {
      const chance = chances[output] ?? 0;
      const truth = Number(target === (outputs === 1 ? 1 : output));
      statistics[2 * r] = summable(weight * (chance - truth));
      statistics[2 * r + 1] = summable(weight * Math.max(chance * (1 - chance), 1e-6));
    });
  });
  return slopes;
}

function growBoosted(
  features: readonly BinnedFeature[],
  statistics: Float64Array,
  { output, outputs }: { readonly output: number; readonly outputs: number },
  { depth, learningRate, l2, minWeight, rowShare, columnShare }: BoostingOptions,
  random: Random,
): Tree {
  const candidates = { features: draw(features.length, columnShare, random), atLeast: features.length };
  // Friedman 2001, algorithm 6: softmax has one output more than it needs, so each moves by that much less.
  const rate = outputs === 1 ? learningRate : (learningRate * (outputs - 1)) / outputs;
  return growTree(features, draw(statistics.length / 2, rowShare, random), {
    statistics,
    width: 2,
    depth,
    worth: (sums) => (sums[0] ?? 0) ** 2 / ((sums[1] ?? 0) + l2),
    isEnough: (sums) => (sums[1] ?? 0) >= minWeight,
    leaf: (sums) => {
      const value = coarse((-rate * (sums[0] ?? 0)) / ((sums[1] ?? 0) + l2));
      return Array.from({ length: outputs }, (_, k) => (k === output ? value : 0));
    },
    candidates: () => candidates,
  });
}

/** A share of the numbers below `count`, rising; at least one. */
function draw(count: number, share: number, random: Random): Int32Array {
  const positions = Int32Array.from({ length: count }, (_, position) => position);
  if (share === 1) return positions;
  shuffle(positions, random);
  return positions.subarray(0, Math.max(1, Math.round(count * share))).sort();
}

/** Adds each row's leaf to its scores. */
function addTo(scores: Float64Array, tree: Tree, features: readonly BinnedFeature[], outputs: number): void {
  const { feature, threshold, left, right, leaf } = tree;
  // Node → the last bin that goes left.
  const lastBin = threshold.map((value, node) => features[feature[node] ?? -1]?.thresholds.indexOf(value) ?? -1);
  for (let r = 0; r < scores.length / outputs; r++) {
    let node = 0;
    for (let at = feature[node] ?? -1; at >= 0; at = feature[node] ?? -1) {
      node = ((features[at]?.bins[r] ?? 0) <= (lastBin[node] ?? 0) ? left[node] : right[node]) ?? 0;
    }
    for (let k = 0; k < outputs; k++) {
      scores[r * outputs + k] = (scores[r * outputs + k] ?? 0) + (leaf[node * outputs + k] ?? 0);
    }
  }
}

import type { BinnedFeature } from './binned.ts';
import type { TreeRules } from './tree-rules.ts';

export interface Split {
  readonly feature: number;
  /** The last bin that goes left. */
  readonly bin: number;
  readonly threshold: number;
}

interface NodeRows {
  readonly rows: Int32Array;
  /** Of the statistics of the rows. */
  readonly sums: Float64Array;
  /** Room for 256 bins × width, used anew for every feature. */
  readonly histogram: Float64Array;
}

/** Less than this is rounding, not a gain. */
const least = 1e-9;

/** The split that is worth most, of equal ones the first; undefined when none gains anything. */
export function findSplit(features: readonly BinnedFeature[], node: NodeRows, rules: TreeRules): Split | undefined {
  const { features: order, atLeast } = rules.candidates();
  let best: (Split & { worth: number }) | undefined;
  const enough = rules.worth(node.sums) + least;
  for (let tried = 0; tried < order.length && (tried < atLeast || !best); tried++) {
    const feature = order[tried] ?? 0;
    const binned = features[feature];
    if (!binned) continue;
    const found = bestBin(binned, node, rules);
    if (found && found.worth > Math.max(enough, (best?.worth ?? 0) + least)) {
      best = { feature, ...found, threshold: binned.thresholds[found.bin] ?? 0 };
    }
  }
  return best;
}

/** Sums up a node's statistics by bin, and moves bin after bin from right to left. */
function bestBin({ bins, thresholds }: BinnedFeature, { rows, sums, histogram }: NodeRows, rules: TreeRules) {
  const { statistics, width, worth, isEnough } = rules;
  histogram.fill(0, 0, (thresholds.length + 1) * width);
  for (const row of rows) {
    const at = (bins[row] ?? 0) * width;
    for (let k = 0; k < width; k++) histogram[at + k] = (histogram[at + k] ?? 0) + (statistics[row * width + k] ?? 0);
  }
  const left = new Float64Array(width);
  const right = sums.slice();
  let best: { bin: number; worth: number } | undefined;
  for (let bin = 0; bin < thresholds.length; bin++) {
    let isEmpty = true;
    for (let k = 0; k < width; k++) {
      const moved = histogram[bin * width + k] ?? 0;
      if (moved !== 0) isEmpty = false;
      left[k] = (left[k] ?? 0) + moved;
      right[k] = (right[k] ?? 0) - moved;
    }
    if (isEmpty || !isEnough(left) || !isEnough(right)) continue;
    const both = worth(left) + worth(right);
    if (both > (best?.worth ?? -Infinity)) best = { bin, worth: both };
  }
  return best;
}

export function sumOf(rows: Int32Array, { statistics, width }: TreeRules): Float64Array {
  const sums = new Float64Array(width);
  for (const row of rows) {
    for (let k = 0; k < width; k++) sums[k] = (sums[k] ?? 0) + (statistics[row * width + k] ?? 0);
  }
  return sums;
}

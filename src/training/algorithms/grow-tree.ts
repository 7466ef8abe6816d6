import type { Tree } from '../fitted.ts';
import type { BinnedFeature } from './binned.ts';
import type { Split } from './find-split.ts';
import { findSplit, sumOf } from './find-split.ts';
import type { TreeRules } from './tree-rules.ts';

interface Node {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  split?: Split;
  left: number;
  right: number;
  leaf: readonly number[];
}

/** @param sample Positions of the rows to learn from, each once; they come back in another order. */
export function growTree(features: readonly BinnedFeature[], sample: Int32Array, rules: TreeRules): Tree {
  const newNode = (from: number, to: number, depth: number): Node => ({
    from,
    to,
    depth,
    left: -1,
    right: -1,
    leaf: [],
  });
  const nodes = [newNode(0, sample.length, 0)];
  const histogram = new Float64Array(256 * rules.width);
  for (const node of nodes) {
    const rows = sample.subarray(node.from, node.to);
    const sums = sumOf(rows, rules);
    const split = node.depth < rules.depth ? findSplit(features, { rows, sums, histogram }, rules) : undefined;
    if (split) {
      const middle = node.from + partition(rows, features[split.feature]?.bins, split.bin);
      node.split = split;
      node.left = nodes.push(newNode(node.from, middle, node.depth + 1)) - 1;
      node.right = nodes.push(newNode(middle, node.to, node.depth + 1)) - 1;
    } else {
      node.leaf = rules.leaf(sums);
    }
  }
  const outputs = nodes.at(-1)?.leaf.length ?? 1;
  return {
    feature: Int32Array.from(nodes, ({ split }) => split?.feature ?? -1),
    threshold: Float32Array.from(nodes, ({ split }) => split?.threshold ?? 0),
    left: Int32Array.from(nodes, ({ left }) => left),
    right: Int32Array.from(nodes, ({ right }) => right),
    leaf: Float32Array.from(nodes.flatMap(({ leaf }) => (leaf.length > 0 ? leaf : new Array<number>(outputs).fill(0)))),
  };
}

/** Rows of `bin` and below come first. @returns How many those are. */
function partition(rows: Int32Array, bins: Uint8Array | undefined, bin: number): number {
  const isLeft = (row: number) => (bins?.[row] ?? 0) <= bin;
  const left = rows.filter(isLeft);
  const right = rows.filter((row) => !isLeft(row));
  rows.set(left);
  rows.set(right, left.length);
  return left.length;
}

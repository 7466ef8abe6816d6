/**
 * Trees laid out for walking. Four numbers per node: feature (−1: leaf), threshold (float32, in the same memory), and the right
 * child, or where a leaf's values start. The left child is the next node.
 */
export interface PackedTrees {
  readonly outputs: number;
  readonly roots: Int32Array;
  readonly nodes: Int32Array;
  /** The same memory as `nodes`. */
  readonly thresholds: Float32Array;
  /** leaves × outputs */
  readonly leaves: Float32Array;
}

/** A tree as its file has it. */
export interface TreeNode {
  /** `undefined` at a leaf. */
  readonly split?: {
    readonly feature: number;
    readonly threshold: number;
    readonly left: number;
    readonly right: number;
  };
  /** A value per output; nothing at a branch. */
  readonly leaf: readonly number[];
}

const size = 3;

/** @throws RangeError when a branch leads nowhere or back. */
export function packTrees(trees: readonly (readonly TreeNode[])[], outputs: number): PackedTrees {
  const total = trees.reduce((sum, { length }) => sum + length, 0);
  const nodes = new Int32Array(total * size);
  const thresholds = new Float32Array(nodes.buffer);
  const leaves: number[] = [];
  let used = 0;
  const place = (tree: readonly TreeNode[], index: number): number => {
    const node = tree[index];
    if (!node || used >= total) throw new RangeError('A branch leads nowhere, or back');
    const at = size * used++;
    nodes[at] = node.split?.feature ?? -1;
    if (!node.split) {
      nodes[at + 2] = leaves.length;
      leaves.push(...node.leaf);
      return at;
    }
    thresholds[at + 1] = node.split.threshold;
    place(tree, node.split.left);
    nodes[at + 2] = place(tree, node.split.right);
    return at;
  };
  const roots = Int32Array.from(trees, (tree) => place(tree, 0));
  if (used !== total) throw new RangeError('A node that no branch leads to');
  return { outputs, roots, nodes, thresholds, leaves: Float32Array.from(leaves) };
}

/** Adds to `sums` (rows × outputs) the leaves that rows (rows × width) reach, tree by tree. */
export function addLeaves(
  trees: PackedTrees,
  dense: Float32Array,
  width: number,
  rows: number,
  sums: Float32Array,
): void {
  const { roots, nodes, thresholds, leaves, outputs } = trees;
  for (const root of roots) {
    for (let r = 0; r < rows; r++) {
      const row = r * width;
      let at = root;
      let feature = nodes[at] ?? -1;
      while (feature !== -1) {
        // NaN is not ≤ anything: right.
        at = (dense[row + feature] ?? NaN) <= (thresholds[at + 1] ?? NaN) ? at + size : (nodes[at + 2] ?? 0);
        feature = nodes[at] ?? -1;
      }
      const leaf = nodes[at + 2] ?? 0;
      for (let o = 0; o < outputs; o++) sums[r * outputs + o] = (sums[r * outputs + o] ?? 0) + (leaves[leaf + o] ?? 0);
    }
  }
}

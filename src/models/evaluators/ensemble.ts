import type { Attribute } from '../onnx/attributes.ts';
import { floatsIn, integersIn, textsIn } from './lists.ts';
import type { PackedTrees, TreeNode } from './packed-trees.ts';
import { packTrees } from './packed-trees.ts';

/** Trees, and what their leaves add up to. */
export interface Ensemble {
  readonly trees: PackedTrees;
  /** The largest feature that a tree asks for. */
  readonly lastFeature: number;
  /** Of all values of leaves. */
  readonly smallest: number;
}

/** Attributes of both tree operators that say what the nodes are. */
export const nodeLists = [
  'nodes_treeids',
  'nodes_nodeids',
  'nodes_featureids',
  'nodes_values',
  'nodes_modes',
  'nodes_truenodeids',
  'nodes_falsenodeids',
];

/** Attributes that say what the leaves add: `target` for `TreeEnsembleRegressor`, `class` for `TreeEnsembleClassifier`. */
export const leafLists = (prefix: 'target' | 'class') =>
  ['treeids', 'nodeids', 'ids', 'weights'].map((list) => `${prefix}_${list}`);

/** @returns `undefined` for trees of which something is not understood. @throws RangeError, see `packTrees`. */
export function ensembleOf(
  attributes: ReadonlyMap<string, Attribute>,
  prefix: 'target' | 'class',
  outputs: number,
): Ensemble | undefined {
  const trees = treesOf(attributes, outputs);
  if (!trees || !fillLeaves(trees, attributes, prefix)) return undefined;
  const lastFeature = trees.reduce((last, tree) => Math.max(last, lastFeatureOf(tree)), -1);
  const packed = packTrees(trees, outputs);
  return { trees: packed, lastFeature, smallest: packed.leaves.reduce((a, b) => Math.min(a, b), 0) };
}

/** A node whose values are still to be filled in. */
type LeafNode = TreeNode & { readonly leaf: number[] };

const lastFeatureOf = (tree: readonly TreeNode[]): number =>
  tree.reduce((last, { split }) => Math.max(last, split?.feature ?? -1), -1);

/** Trees 0, 1, … one after the other, and within each its nodes 0, 1, …; nothing else. */
function treesOf(attributes: ReadonlyMap<string, Attribute>, outputs: number): LeafNode[][] | undefined {
  const [treeIds = [], nodeIds = [], features = [], lefts = [], rights = []] = [0, 1, 2, 5, 6].map((list) =>
    integersIn(attributes.get(nodeLists[list] ?? '')),
  );
  const thresholds = floatsIn(attributes.get('nodes_values'));
  const modes = textsIn(attributes.get('nodes_modes'));
  const lists = [nodeIds, features, lefts, rights, thresholds, modes];
  if (treeIds.length === 0 || lists.some(({ length }) => length !== treeIds.length)) return undefined;
  const trees: LeafNode[][] = [];
  for (const [i, treeId] of treeIds.entries()) {
    if (treeId === trees.length) trees.push([]);
    const tree = trees.at(-1);
    const isNext = tree && treeId === trees.length - 1 && nodeIds[i] === tree.length;
    const mode = modes[i];
    if (!isNext || (mode !== 'LEAF' && mode !== 'BRANCH_LEQ')) return undefined;
    const split = {
      feature: features[i] ?? -1,
      threshold: thresholds[i] ?? NaN,
      left: lefts[i] ?? -1,
      right: rights[i] ?? -1,
    };
    if (mode === 'BRANCH_LEQ' && split.feature < 0) return undefined;
    tree.push(mode === 'LEAF' ? { leaf: Array<number>(outputs).fill(0) } : { split, leaf: [] });
  }
  return trees;
}

/** @returns false when an entry belongs to no leaf, or comes twice. */
function fillLeaves(
  trees: readonly (readonly LeafNode[])[],
  attributes: ReadonlyMap<string, Attribute>,
  prefix: 'target' | 'class',
): boolean {
  const [treeIds = [], nodeIds = [], outputs = []] = leafLists(prefix).map((list) => integersIn(attributes.get(list)));
  const weights = floatsIn(attributes.get(`${prefix}_weights`));
  if ([nodeIds, outputs, weights].some(({ length }) => length !== treeIds.length)) return false;
  return treeIds.every((treeId, i) => {
    const leaf = trees[treeId]?.[nodeIds[i] ?? -1]?.leaf;
    const output = outputs[i] ?? -1;
    if (leaf?.[output] !== 0) return false;
    leaf[output] = weights[i] ?? NaN;
    return true;
  });
}

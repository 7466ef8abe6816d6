import type { Trees } from '../fitted.ts';
import type { Draft } from './draft.ts';
import { addLink, outputsOf } from './link.ts';
import { elementType } from './messages.ts';

/** `features` float32[B, width] → `probabilities`: the sum of leaves through a link, or the mean of leaves as it is. */
export function addTrees(draft: Draft, features: string, width: number, fitted: Trees): void {
  const { base, link } = fitted;
  const outputs = outputsOf(fitted);
  if (base.length !== outputs) throw new Error(`${outputs} outputs have ${base.length} base values`);
  if (link === 'mean' && base.some((value) => value !== 0)) throw new Error('A mean of leaves has no base values');
  const attributes = {
    ...nodeAttributes(fitted, width, outputs),
    n_targets: outputs,
    ...(link === 'mean' ? {} : { base_values: Float32Array.from(base) }),
    aggregate_function: link === 'mean' ? 'AVERAGE' : 'SUM',
    post_transform: 'NONE',
  };
  const answer = link === 'mean' ? 'probabilities' : 'leaves';
  draft.add('ai.onnx.ml.TreeEnsembleRegressor', [features], answer, attributes);
  if (link === 'mean') return;
  addLink(draft, draft.add('Cast', ['leaves'], 'logits', { to: elementType.float64 }), fitted);
}

function nodeAttributes({ trees }: Trees, width: number, outputs: number) {
  if (trees.length === 0) throw new Error('There is no tree');
  const nodes = trees.flatMap((tree, treeId) =>
    Array.from(tree.feature, (feature, node) => {
      const isLeaf = feature === -1;
      const left = tree.left[node] ?? -1;
      const right = tree.right[node] ?? -1;
      const isWhole = isLeaf || (left > node && right > node && Math.max(left, right) < tree.feature.length);
      if (!isWhole || feature < -1 || feature >= width) throw new Error(`Tree ${treeId}: node ${node} leads nowhere`);
      // A leaf has neither feature nor children, but the lists want a number.
      return isLeaf
        ? { treeId, node, feature: 0, threshold: 0, left: 0, right: 0, mode: 'LEAF' }
        : { treeId, node, feature, threshold: tree.threshold[node] ?? NaN, left, right, mode: 'BRANCH_LEQ' };
    }),
  );
  const leaves = nodes
    .filter(({ mode }) => mode === 'LEAF')
    .flatMap(({ treeId, node }) => {
      const leaf = trees[treeId]?.leaf.subarray(node * outputs, (node + 1) * outputs);
      if (leaf?.length !== outputs) throw new Error(`Tree ${treeId}: leaf ${node} has not ${outputs} values`);
      return Array.from(leaf, (weight, target) => ({ treeId, node, target, weight })).filter(isWorthKeeping);
    });
  return {
    nodes_treeids: nodes.map(({ treeId }) => treeId),
    nodes_nodeids: nodes.map(({ node }) => node),
    nodes_featureids: nodes.map(({ feature }) => feature),
    nodes_values: Float32Array.from(nodes, ({ threshold }) => threshold),
    nodes_modes: nodes.map(({ mode }) => mode),
    nodes_truenodeids: nodes.map(({ left }) => left),
    nodes_falsenodeids: nodes.map(({ right }) => right),
    target_treeids: leaves.map(({ treeId }) => treeId),
    target_nodeids: leaves.map(({ node }) => node),
    target_ids: leaves.map(({ target }) => target),
    target_weights: Float32Array.from(leaves, ({ weight }) => weight),
  };
}

/** A boosted tree adds to one output only: zeros need no place, but every leaf needs an entry. */
const isWorthKeeping = ({ weight, target }: { weight: number; target: number }): boolean =>
  weight !== 0 || target === 0;

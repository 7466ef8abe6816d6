import type { Value } from '../onnx/value.ts';
import { columnsOf } from './columns.ts';
import type { Ensemble } from './ensemble.ts';
import { ensembleOf, leafLists, nodeLists } from './ensemble.ts';
import type { Evaluator } from './evaluator.ts';
import { forestEvaluator } from './forest.ts';
import type { Link } from './link.ts';
import { linkOf } from './linked.ts';
import { floatsIn, integersIn } from './lists.ts';

/** Recognises `TreeEnsembleRegressor` over columns: the mean of leaves, or their sum through a link. */
export function treeModel(probabilities: Value, labels: number): Evaluator | undefined {
  const linked = linkOf(probabilities, labels);
  const leaves = linked ? linked.logits.madeBy('Cast', 1, { to: 11 })?.[0] : probabilities;
  const link = linked ?? { kind: 'none', outputs: labels };
  const names = [...nodeLists, ...leafLists('target'), 'n_targets', 'aggregate_function', 'post_transform'];
  const baseName = linked ? ['base_values'] : [];
  const wanted = { names: [...names, ...baseName], inputs: 1 };
  const { attributes, inputs: [features] = [] } = leaves?.parametersOf(`${domain}.TreeEnsembleRegressor`, wanted) ?? {};
  const isPlain =
    attributes?.get('aggregate_function') === (linked ? 'SUM' : 'AVERAGE') &&
    attributes.get('post_transform') === 'NONE' &&
    attributes.get('n_targets') === link.outputs;
  const ensemble = isPlain && ensembleOf(attributes, 'target', link.outputs);
  if (!ensemble || !features) return undefined;
  const base = linked ? floatsIn(attributes.get('base_values')) : new Float32Array(labels);
  return evaluatorOf(features, { ensemble, base, link, labels, divisor: linked ? 1 : ensemble.trees.roots.length });
}

/** Recognises `TreeEnsembleClassifier` over columns, in the forms that `skl2onnx` writes for boosting and forests. */
export function treeClassifier(probabilities: Value, labels: number): Evaluator | undefined {
  const wanted = {
    names: [...nodeLists, ...leafLists('class'), 'post_transform'],
    optional: ['base_values', 'classlabels_int64s', 'classlabels_strings', 'nodes_hitrates', tracksMissing],
    inputs: 1,
    output: [1, 2] as const,
  };
  const { attributes, inputs: [features] = [] } =
    probabilities.parametersOf(`${domain}.TreeEnsembleClassifier`, wanted) ?? {};
  if (!attributes || !features) return undefined;
  if (integersIn(attributes.get(tracksMissing)).some((tracks) => tracks !== 0)) return undefined;
  // Two labels, and all leaves speak of the one that is numbered 0: they mean the other one.
  const ids = new Set(integersIn(attributes.get('class_ids')));
  const isSingle = labels === 2 && ids.size === 1 && ids.has(0);
  if (ids.size === 1 && !isSingle) return undefined;
  const outputs = isSingle ? 1 : labels;
  const ensemble = ensembleOf(attributes, 'class', outputs);
  const link = ensemble && classifierLink(attributes.get('post_transform'), ensemble, outputs, isSingle);
  const base = attributes.has('base_values') ? floatsIn(attributes.get('base_values')) : new Float32Array(outputs);
  return link && evaluatorOf(features, { ensemble, base, link, labels, divisor: 1 });
}

const domain = 'ai.onnx.ml';
const tracksMissing = 'nodes_missing_value_tracks_true';

/**
 * A single sum is a probability when no leaf is negative, else a logit.
 * Source: github.com/microsoft/onnxruntime, core/providers/cpu/ml/tree_ensemble_aggregator.h, TreeAggregatorClassifier
 */
function classifierLink(
  transform: unknown,
  { smallest }: Ensemble,
  outputs: number,
  isSingle: boolean,
): Link | undefined {
  if (isSingle && transform === 'NONE' && smallest >= 0) return { kind: 'complement', outputs };
  if (isSingle && transform === 'LOGISTIC' && smallest < 0) return { kind: 'sigmoid', outputs };
  if (!isSingle && transform === 'NONE') return { kind: 'none', outputs };
  if (!isSingle && transform === 'SOFTMAX') return { kind: 'softmax', outputs };
  return undefined;
}

interface Parts {
  readonly ensemble: Ensemble;
  readonly base: Float32Array;
  readonly divisor: number;
  readonly link: Link;
  readonly labels: number;
}

function evaluatorOf(value: Value, { ensemble, base, ...parts }: Parts): Evaluator | undefined {
  const features = columnsOf(value);
  if (!features || ensemble.lastFeature >= features.width || base.length !== parts.link.outputs) return undefined;
  return forestEvaluator({ features, base, trees: ensemble.trees, ...parts });
}

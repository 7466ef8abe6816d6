import type { Value } from '../onnx/value.ts';
import { columnsOf } from './columns.ts';
import type { Evaluator } from './evaluator.ts';
import { linearEvaluator } from './linear.ts';
import type { Link } from './link.ts';
import { linkOf } from './linked.ts';
import { floatsIn } from './lists.ts';
import { weighedGramsOf } from './weighed-grams.ts';

/** Recognises weighed n-grams or columns × weights (+ bias), through a link. */
export function linearModel(probabilities: Value, labels: readonly string[]): Evaluator | undefined {
  const link = linkOf(probabilities, labels.length);
  const linear = link && productOf(link.logits);
  const features = linear && (weighedGramsOf(linear.row) ?? columnsOf(linear.row));
  if (!features) return undefined;
  const weights = linear.weights.weights(features.width, link.outputs);
  const bias = linear.bias ? linear.bias.weights(link.outputs) : new Float32Array(link.outputs);
  if (!(weights instanceof Float32Array && bias instanceof Float32Array)) return undefined;
  return linearEvaluator({ features, weights, bias, link, labels });
}

/** `row` × `weights` (+ `bias`), in float64, or in float32 without a bias. */
function productOf(logits: Value): { row: Value; weights: Value; bias?: Value } | undefined {
  const [row, weights, bias] = (logits.madeBy('Gemm', 3) ?? []).map((each) => each.madeBy('Cast', 1, { to: 11 })?.[0]);
  if (row && weights && bias) return { row, weights, bias };
  const [features, by] = logits.madeBy('MatMul', 2) ?? [];
  return features && by && { row: features, weights: by };
}

/** Recognises `LinearClassifier` over columns, in the forms that `skl2onnx` writes for logistic regression. */
export function linearClassifier(probabilities: Value, labels: readonly string[]): Evaluator | undefined {
  const normalizer = probabilities.parametersOf('ai.onnx.ml.Normalizer', { names: ['norm'], inputs: 1 });
  if (normalizer && normalizer.attributes.get('norm') !== 'L1') return undefined;
  const found = (normalizer?.inputs[0] ?? probabilities).parametersOf('ai.onnx.ml.LinearClassifier', {
    names: ['coefficients', 'intercepts', 'post_transform'],
    optional: ['classlabels_ints', 'classlabels_strings', 'multi_class'],
    inputs: 1,
    output: [1, 2],
  });
  const features = found?.inputs[0] && columnsOf(found.inputs[0]);
  const coefficients = floatsIn(found?.attributes.get('coefficients'));
  const bias = floatsIn(found?.attributes.get('intercepts'));
  const outputs = labels.length;
  const kind = linkKinds.get(found?.attributes.get('post_transform'));
  if (!features || !kind || bias.length !== outputs || coefficients.length !== outputs * features.width)
    return undefined;
  const weights = transposed(coefficients, outputs, features.width);
  return linearEvaluator({
    features,
    weights,
    bias,
    link: { kind, outputs, isShare: normalizer !== undefined },
    labels,
  });
}

const linkKinds: ReadonlyMap<unknown, Link['kind']> = new Map([
  ['SOFTMAX', 'softmax'],
  ['LOGISTIC', 'each'],
]);

/** rows × columns → columns × rows */
const transposed = (values: Float32Array, rows: number, columns: number): Float32Array =>
  Float32Array.from(values, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)] ?? NaN);

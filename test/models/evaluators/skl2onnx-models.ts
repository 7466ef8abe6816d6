import type { ModelInput } from '../../../src/domain/manifest.ts';
import type { Row } from '../../../src/domain/row.ts';
import type { Tree, Trees } from '../../../src/training/fitted.ts';
import type { Draft } from '../../../src/training/onnx/draft.ts';
import { newDraft } from '../../../src/training/onnx/draft.ts';
import type { AttributeProto, ModelProto } from '../../../src/training/onnx/messages.ts';
import { modelOf } from '../../../src/training/onnx/export.ts';
import type { Random } from '../../../src/training/random.ts';
import { columnRow, randomTree } from './random-models.ts';

/** A model in the shape that skl2onnx 1.20 gives a pipeline of ColumnTransformer and classifier, `zipmap` off. */
interface SklModel {
  readonly model: ModelProto;
  readonly inputs: readonly ModelInput[];
  readonly labels: readonly string[];
  readonly row: () => Row;
}

const two = ['no', 'yes'];
const three = ['red', 'green', 'blue'];

export const sklModels: Record<string, (random: Random) => SklModel> = {
  'logistic regression, two labels': (random) => linear(random, two, 'LOGISTIC', false),
  'logistic regression, three labels': (random) => linear(random, three, 'SOFTMAX', true),
  'logistic regression, one label against the rest': (random) => linear(random, three, 'LOGISTIC', true),
  'gradient boosting, two labels': (random) => trees(random, two, 'LOGISTIC', 1, -0.5),
  'gradient boosting, three labels': (random) => trees(random, three, 'SOFTMAX', 3, -0.5),
  'random forest, two labels': (random) => trees(random, two, 'NONE', 1, 0),
  'random forest, three labels': (random) => trees(random, three, 'NONE', 3, 0),
};

const inputs: ModelInput[] = [
  { name: 'region', type: 'string', shape: ['B', 1] },
  { name: 'kind', type: 'string', shape: ['B', 1] },
  { name: 'hours', type: 'float32', shape: ['B', 1] },
  { name: 'amount', type: 'float32', shape: ['B', 1] },
  { name: 'month', type: 'int64', shape: ['B', 1] },
];
const width = 9;

/** Categories first, then scaled numbers, then a number as it is. */
function addColumns(draft: Draft): string {
  const oneHot = (name: string, ...categories: string[]) =>
    draft.add('ai.onnx.ml.OneHotEncoder', [name], `${name}out`, { cats_strings: categories, zeros: 1 });
  const hot = [oneHot('region', 'east', 'north', 'south', 'west', 'ünï'), oneHot('kind', 'a')];
  const flat = draft.add('Reshape', [draft.add('Concat', hot, 'concat_result', { axis: -1 }), 'shape'], 'variable');
  const merged = draft.add('Concat', ['hours', 'amount'], 'merged_columns', { axis: 1 });
  const filling = { imputed_value_floats: Float32Array.of(4.5, 0.25), replaced_value_float: NaN };
  const filled = draft.add('ai.onnx.ml.Imputer', [merged], 'variable1', filling);
  const scaling = { offset: Float32Array.of(4.5, 0.25), scale: Float32Array.of(0.3, 1.1) };
  const scaled = draft.add('ai.onnx.ml.Scaler', [filled], 'variable2', scaling);
  const month = draft.add('Cast', ['month'], 'variable3_cast', { to: 1 });
  return draft.add('Concat', [flat, scaled, month], 'transformed_column', { axis: 1 });
}

/** The draft with a shape among its weights and `label` beside the classifier's probabilities. */
function finished(
  draft: Draft,
  labels: readonly string[],
  classifier: string,
  extra: AttributeProto[] = [],
): ModelProto {
  const model = draft.finish('skl', inputs, labels.length);
  const shape = BigInt64Array.of(-1n, 6n);
  return {
    ...model,
    opsetImport: [
      { domain: 'ai.onnx.ml', version: 1 },
      { domain: '', version: 21 },
    ],
    graph: {
      ...model.graph,
      initializer: [
        ...model.graph.initializer,
        { name: 'shape', dims: [2], dataType: 7, rawData: new Uint8Array(shape.buffer) },
      ],
      node: model.graph.node.map((node) =>
        node.output[0] === classifier
          ? { ...node, output: ['label', classifier], attribute: [...node.attribute, ...extra] }
          : node,
      ),
    },
  };
}

function linear(random: Random, labels: readonly string[], transform: string, isNormalised: boolean): SklModel {
  const draft = newDraft();
  const classifier = isNormalised ? 'probability_tensor' : 'probabilities';
  const half = Float32Array.from({ length: width }, () => 2 * random.next() - 1);
  const one = () => Float32Array.from({ length: width }, () => 2 * random.next() - 1);
  const rows = labels.length === 2 ? [half.map((weight) => -weight), half] : labels.map(one);
  draft.add('ai.onnx.ml.LinearClassifier', [addColumns(draft)], classifier, {
    classlabels_ints: labels.map((_, i) => i),
    coefficients: Float32Array.from(rows.flatMap((row) => [...row])),
    intercepts: Float32Array.from(labels, (_, i) => i - 0.5),
    multi_class: 0,
    post_transform: transform,
  });
  if (isNormalised) draft.add('ai.onnx.ml.Normalizer', [classifier], 'probabilities', { norm: 'L1' });
  const row = () => {
    const { month, amount, ...rest } = columnRow(random);
    // Sums in float32, as LinearClassifier makes them, are good to 1e-6 for numbers that are scaled only.
    return { ...rest, month: Number(month) % 12, amount: Math.abs(Number(amount)) > 100 ? 1 : Number(amount) };
  };
  return { model: finished(draft, labels, classifier), inputs, labels, row };
}

/** As the regressor of our own, under the classifier's names. */
function trees(random: Random, labels: readonly string[], transform: string, outputs: number, from: number): SklModel {
  const columns = [{ name: 'x', type: 'string' as const, categories: Array.from({ length: width }, (_, i) => `${i}`) }];
  const count = 15;
  const grown = Array.from({ length: count }, () =>
    scaled(randomTree(random, outputs, width), transform === 'NONE' ? 1 / count : 1, from),
  );
  const base = Array.from({ length: outputs }, () => 0.125);
  const fitted: Trees = {
    kind: 'trees',
    labels: outputs === 1 ? two : labels,
    columns,
    trees: grown,
    base,
    link: outputs === 1 ? 'sigmoid' : 'softmax',
  };
  const regressor = modelOf('trees', fitted).graph.node.find(({ opType }) => opType === 'TreeEnsembleRegressor');
  const draft = newDraft();
  draft.add('ai.onnx.ml.TreeEnsembleClassifier', [addColumns(draft)], 'proba_output', {
    classlabels_strings: labels,
    post_transform: transform,
  });
  draft.add('Identity', ['proba_output'], 'probabilities');
  const left = ['n_targets', 'aggregate_function', 'post_transform', ...(transform === 'NONE' ? ['base_values'] : [])];
  const kept = regressor?.attribute.filter(({ name }) => !left.includes(name)) ?? [];
  const extra = kept.map((each) => ({ ...each, name: each.name.replace('target_', 'class_') }));
  return { model: finished(draft, labels, 'proba_output', extra), inputs, labels, row: () => columnRow(random) };
}

const scaled = (tree: Tree, by: number, from: number): Tree => ({
  ...tree,
  leaf: tree.leaf.map((value) => (value === 0 ? 0 : (value + from) * by)),
});

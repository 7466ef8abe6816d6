import { describe, expect, it } from 'vitest';
import { compileGraph } from '../../../src/models/evaluators/compile.ts';
import type { AttributeProto, ModelProto, NodeProto } from '../../../src/training/onnx/messages.ts';
import { encodeModel } from '../../../src/training/onnx/messages.ts';
import { seededRandom } from '../../../src/training/random.ts';
import { sklModels } from './skl2onnx-models.ts';

const models = Object.entries(sklModels).map(([name, make]) => ({ name, ...make(seededRandom(1)) }));
const isCompiled = (model: ModelProto, labels: readonly string[]): boolean =>
  compileGraph({ signature: { inputs: [], outputs: [], labels: [...labels] } }, encodeModel(model)) !== undefined;
const withNodes = (model: ModelProto, edit: (node: NodeProto) => NodeProto): ModelProto => ({
  ...model,
  graph: { ...model.graph, node: model.graph.node.map(edit) },
});

describe.each(models)('a graph of $name, as skl2onnx writes it', ({ model, labels }) => {
  it('is left to onnxruntime as soon as one node is another operator, or has one attribute more', () => {
    const extra: AttributeProto = { name: 'extra', type: 2, i: 1 };
    const changed = model.graph.node.flatMap((changing) => [
      withNodes(model, (node) => (node === changing ? { ...node, opType: `Not${node.opType}` } : node)),
      withNodes(model, (node) => (node === changing ? { ...node, attribute: [...node.attribute, extra] } : node)),
    ]);

    expect(changed.filter((each) => isCompiled(each, labels))).toEqual([]);
  });

  it('is left to onnxruntime when the label and the probabilities are swapped', () => {
    const swapped = withNodes(model, (node) => ({ ...node, output: node.output.toReversed() }));

    expect(isCompiled(swapped, labels)).toBe(false);
  });
});

describe('compileGraph', () => {
  const boosted = models.find(({ name }) => name === 'gradient boosting, two labels');
  const forest = models.find(({ name }) => name === 'random forest, two labels');
  const linear = models.find(({ name }) => name === 'logistic regression, three labels');
  const attribute =
    (name: string, value: (values: readonly number[]) => Partial<AttributeProto>) => (node: NodeProto) => ({
      ...node,
      attribute: node.attribute.map((each) =>
        each.name === name ? { ...each, ...value(each.ints ?? each.floats ?? []) } : each,
      ),
    });
  const added = (extra: AttributeProto) => (node: NodeProto) =>
    node.opType === 'TreeEnsembleClassifier' ? { ...node, attribute: [...node.attribute, extra] } : node;
  const utf8 = (value: string) => ({ s: Buffer.from(value) });

  it.each([
    {
      what: 'missing values that go left',
      of: boosted,
      edit: added({ name: 'nodes_missing_value_tracks_true', type: 7, ints: [0, 1] }),
    },
    {
      what: 'leaves that speak of the second label only',
      of: forest,
      edit: attribute('class_ids', (ids) => ({ ints: ids.map(() => 1) })),
    },
    {
      what: 'logits none of which is negative',
      of: boosted,
      edit: attribute('class_weights', (weights) => ({ floats: weights.map(Math.abs) })),
    },
    {
      what: 'shares of which one is negative',
      of: forest,
      edit: attribute('class_weights', (weights) => ({ floats: weights.map((weight) => -weight) })),
    },
    { what: 'another link', of: boosted, edit: attribute('post_transform', () => utf8('PROBIT')) },
    { what: 'two base values for one sum', of: boosted, edit: attribute('base_values', () => ({ floats: [0, 0] })) },
    { what: 'another norm', of: linear, edit: attribute('norm', () => utf8('MAX')) },
    { what: 'a coefficient too few', of: linear, edit: attribute('coefficients', (all) => ({ floats: all.slice(1) })) },
    { what: 'raw sums', of: linear, edit: attribute('post_transform', () => utf8('NONE')) },
  ])('leaves $what to onnxruntime', ({ of, edit }) => {
    if (!of) throw new Error('skl2onnx-models.ts has other names');

    expect(isCompiled(of.model, of.labels)).toBe(true);
    expect(isCompiled(withNodes(of.model, edit), of.labels)).toBe(false);
  });
});

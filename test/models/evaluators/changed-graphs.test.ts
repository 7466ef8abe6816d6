import { describe, expect, it } from 'vitest';
import { compileGraph } from '../../../src/models/evaluators/compile.ts';
import type { Fitted } from '../../../src/training/fitted.ts';
import { modelOf } from '../../../src/training/onnx/export.ts';
import type { AttributeProto, ModelProto, NodeProto } from '../../../src/training/onnx/messages.ts';
import { encodeModel } from '../../../src/training/onnx/messages.ts';
import { smallColumns, smallForest, smallSigmoid, smallText, smallTrees } from './small-models.ts';

const kinds = { smallText, smallSigmoid, smallColumns, smallTrees, smallForest };

const isCompiled = (fitted: Fitted, model: ModelProto): boolean =>
  compileGraph({ signature: { inputs: [], outputs: [], labels: [...fitted.labels] } }, encodeModel(model)) !==
  undefined;

describe.each(Object.entries(kinds))('a graph of %s', (_, fitted) => {
  const model = modelOf('small', fitted);
  const { node: nodes } = model.graph;
  const withNode = (at: number, node: Partial<NodeProto>): ModelProto => ({
    ...model,
    graph: { ...model.graph, node: nodes.map((each, i) => (i === at ? { ...each, ...node } : each)) },
  });

  it('is compiled as it is', () => {
    expect(isCompiled(fitted, model)).toBe(true);
  });

  it('is left to onnxruntime as soon as one node is another operator, or has one attribute more or less', () => {
    const extra: AttributeProto = { name: 'extra', type: 2, i: 1 };
    const changed = nodes.flatMap(({ opType, domain, attribute }, at) => [
      withNode(at, { opType: `Not${opType}` }),
      withNode(at, { domain: domain === '' ? 'ai.onnx.ml' : '' }),
      withNode(at, { attribute: [...attribute, extra] }),
      ...attribute.map(({ name }) => withNode(at, { attribute: attribute.filter((each) => each.name !== name) })),
    ]);

    expect(changed.filter((each) => isCompiled(fitted, each))).toEqual([]);
  });

  it('is left to onnxruntime as soon as an integer or a text among the attributes is another one', () => {
    const changed = nodes.flatMap(({ attribute }, at) =>
      attribute.flatMap((each) => {
        const others = { ...(each.i !== undefined && { i: each.i + 1 }), ...(each.s && { s: Buffer.from('MIN') }) };
        if (Object.keys(others).length === 0) return [];
        return [withNode(at, { attribute: attribute.map((one) => (one === each ? { ...one, ...others } : one)) })];
      }),
    );

    expect(changed.length).toBeGreaterThan(2);
    expect(changed.filter((each) => isCompiled(fitted, each))).toEqual([]);
  });

  it('is left to onnxruntime as soon as a node reads its inputs in another order', () => {
    const changed = nodes.flatMap(({ input, opType }, at) =>
      input.length > 1 && opType !== 'Concat' ? [withNode(at, { input: input.toReversed() })] : [],
    );

    expect(changed.filter((each) => isCompiled(fitted, each))).toEqual([]);
  });
});

/** The graph with one attribute, tensor, … changed. */
const change = (fitted: Fitted, edit: (model: ModelProto) => ModelProto) => edit(modelOf('small', fitted));
const inGraph = (edit: (graph: ModelProto['graph']) => Partial<ModelProto['graph']>) => (model: ModelProto) => ({
  ...model,
  graph: { ...model.graph, ...edit(model.graph) },
});
const attribute = (opType: string, name: string, value: Partial<AttributeProto>) =>
  inGraph(({ node }) => ({
    node: node.map((each) => ({
      ...each,
      attribute: each.attribute.map((one) =>
        each.opType === opType && one.name === name ? { ...one, ...value } : one,
      ),
    })),
  }));
const tensor = (name: string, values: Float32Array | Float64Array, dims: number[]) =>
  inGraph(({ initializer }) => ({
    initializer: initializer.map((each) =>
      each.name === name ? { ...each, dims, rawData: new Uint8Array(values.buffer) } : each,
    ),
  }));
const strings = (...words: string[]) => ({ strings: words.map((word) => Buffer.from(word)) });

describe('compileGraph', () => {
  it.each([
    [
      'grams of which one comes twice',
      smallText,
      attribute('TfIdfVectorizer', 'pool_strings', strings('fine', 'fine', 'not', 'fine')),
    ],
    ['an empty word', smallText, attribute('TfIdfVectorizer', 'pool_strings', strings('fine', '', 'not', 'fine'))],
    ['half a pair', smallText, attribute('TfIdfVectorizer', 'pool_strings', strings('fine', 'not', 'not'))],
    ['two grams in one column', smallText, attribute('TfIdfVectorizer', 'ngram_indexes', { ints: [0, 1, 1] })],
    ['a column without a gram', smallText, attribute('TfIdfVectorizer', 'ngram_indexes', { ints: [0, 1, 3] })],
    ['lengths over another axis', smallText, attribute('ReduceL2', 'axes', { ints: [0] })],
    ['lengths over two axes', smallText, attribute('ReduceL2', 'axes', { ints: [0, 1] })],
    ['log(2 + n)', smallText, tensor('one', Float32Array.of(2), [1])],
    ['a vocabulary beside other weights', smallText, tensor('weights', new Float32Array(12), [4, 3])],
    ['weights the other way round', smallColumns, tensor('weights', new Float32Array(4), [1, 4])],
    ['2 − p', smallSigmoid, tensor('whole', Float64Array.of(2), [1])],
    ['the labels swapped', smallSigmoid, swapConcat('shares')],
    ['a category twice', smallColumns, attribute('OneHotEncoder', 'cats_strings', strings('north', 'north'))],
    ['another number for missing', smallColumns, attribute('Imputer', 'replaced_value_float', { f: 0 })],
    ['moved categories', smallColumns, attribute('Scaler', 'offset', { floats: [0, 1, 4, 6] })],
    ['scaled categories', smallColumns, attribute('Scaler', 'scale', { floats: [2, 1, 1, 1] })],
    ['a scale for one feature less', smallColumns, attribute('Scaler', 'scale', { floats: [1, 1, 1] })],
    [
      'a branch by <',
      smallTrees,
      attribute('TreeEnsembleRegressor', 'nodes_modes', strings('BRANCH_LT', 'LEAF', 'BRANCH_LEQ', 'LEAF', 'LEAF')),
    ],
    [
      'a branch that leads back',
      smallTrees,
      attribute('TreeEnsembleRegressor', 'nodes_truenodeids', { ints: [1, 0, 0, 0, 0] }),
    ],
    [
      'a branch that leads nowhere',
      smallTrees,
      attribute('TreeEnsembleRegressor', 'nodes_truenodeids', { ints: [1, 0, 9, 0, 0] }),
    ],
    [
      'a feature that is not there',
      smallTrees,
      attribute('TreeEnsembleRegressor', 'nodes_featureids', { ints: [4, 0, 0, 0, 0] }),
    ],
    [
      'a feature below 0',
      smallTrees,
      attribute('TreeEnsembleRegressor', 'nodes_featureids', { ints: [-1, 0, 0, 0, 0] }),
    ],
    [
      'nodes in another order',
      smallTrees,
      attribute('TreeEnsembleRegressor', 'nodes_nodeids', { ints: [0, 2, 1, 3, 4] }),
    ],
    ['a value for a branch', smallTrees, attribute('TreeEnsembleRegressor', 'target_nodeids', { ints: [1, 3, 2] })],
    ['a value for no output', smallTrees, attribute('TreeEnsembleRegressor', 'target_ids', { ints: [0, 1, 0] })],
    ['two base values', smallTrees, attribute('TreeEnsembleRegressor', 'base_values', { floats: [0, 0] })],
    ['older operators', smallText, (model: ModelProto) => ({ ...model, opsetImport: [{ domain: '', version: 12 }] })],
    [
      'operators of others',
      smallText,
      (model: ModelProto) => ({ ...model, opsetImport: [...model.opsetImport, { domain: 'x', version: 1 }] }),
    ],
  ])('leaves %s to onnxruntime', (_, fitted, edit) => {
    expect(isCompiled(fitted, change(fitted, edit))).toBe(false);
  });

  it('leaves a graph that answers for another number of labels to onnxruntime', () => {
    const signature = { inputs: [], outputs: [], labels: ['bad', 'good'] };

    expect(compileGraph({ signature }, encodeModel(modelOf('small', smallText)))).toBeUndefined();
  });

  it('refuses what is no ONNX file', () => {
    const signature = { inputs: [], outputs: [], labels: ['bad', 'good'] };

    expect(() => compileGraph({ signature }, Buffer.from('<html>'))).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    );
  });
});

/** The order in which a node joins its inputs. */
function swapConcat(output: string) {
  return inGraph(({ node }) => ({
    node: node.map((each) => (each.output[0] === output ? { ...each, input: each.input.toReversed() } : each)),
  }));
}

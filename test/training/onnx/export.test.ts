import { describe, expect, it } from 'vitest';
import type { Column, Fitted, Tree } from '../../../src/training/fitted.ts';
import { probabilities } from '../../../src/training/algorithms/probabilities.ts';
import { exportGraph } from '../../../src/training/onnx/export.ts';
import { seededRandom } from '../../../src/training/random.ts';
import { openOnnx } from '../../models/evaluators/onnx-answers.ts';
import { randomModels } from '../../models/evaluators/random-models.ts';
import {
  smallColumns,
  smallForest,
  smallSigmoid,
  smallText,
  smallTrees,
} from '../../models/evaluators/small-models.ts';

describe.each(Object.entries(randomModels))('the graph of %s', (_, make) => {
  it('answers what was fitted, to 1e-5', async () => {
    const { fitted, row } = make(seededRandom(11));
    const rows = Array.from({ length: 200 }, row).filter((each) =>
      Object.values(each).every((value) => Math.abs(Number(value)) !== Infinity),
    );
    const { graph, inputs } = exportGraph('random', fitted);
    const answers = await (await openOnnx(graph, inputs))(rows);
    const expected = rows.flatMap((each) => probabilities(fitted, each));

    expect(Math.max(...expected.map((value, i) => Math.abs(value - (answers[i] ?? NaN))))).toBeLessThan(1e-5);
  });
});

describe('exportGraph', () => {
  it('writes the same bytes for the same model', () => {
    const { graph } = exportGraph('twice', smallColumns);

    expect(exportGraph('twice', structuredClone(smallColumns)).graph).toEqual(graph);
    expect(exportGraph('twice', { ...smallColumns, bias: Float32Array.of(0.5) }).graph).not.toEqual(graph);
  });

  it('describes inputs and outputs for the manifest', () => {
    const { inputs, outputs } = exportGraph('described', smallColumns);

    expect(inputs).toEqual([
      { name: 'region', type: 'string', shape: ['B', 1] },
      { name: 'hours', type: 'float32', shape: ['B', 1] },
      { name: 'month', type: 'int64', shape: ['B', 1] },
    ]);
    expect(outputs).toEqual([{ name: 'probabilities', type: 'float32', shape: ['B', 2] }]);
    expect(exportGraph('text', smallText).inputs).toEqual([{ name: 'tokens', type: 'string', shape: ['B', 'N'] }]);
  });

  const column = (change: Partial<Column>): Fitted => ({
    ...smallColumns,
    columns: smallColumns.columns.map((each) => (each.name === 'hours' ? { ...each, ...change } : each)),
  });
  const tree = (change: Partial<Tree>): Fitted => ({
    ...smallTrees,
    trees: smallTrees.trees.map((each) => ({ ...each, ...change })),
  });

  it.each<{ fitted: Fitted; message: string }>([
    { fitted: { ...smallText, labels: ['one'] }, message: 'two labels at least' },
    { fitted: { ...smallSigmoid, labels: ['a', 'b', 'c'] }, message: 'A sigmoid tells two labels apart, not a, b, c' },
    { fitted: { ...smallText, weights: new Float32Array(6) }, message: '3 features and 3 outputs need 9 weights' },
    { fitted: { ...smallText, bias: new Float32Array(2) }, message: '3 biases, not 9 and 2' },
    { fitted: { ...smallText, idf: new Float32Array(2) }, message: '3 grams have 2 idf weights' },
    { fitted: { ...smallText, grams: [] }, message: 'There is no 1-gram' },
    {
      fitted: {
        ...smallText,
        grams: [
          ['a', 'b'],
          ['b', 'a'],
          ['a', 'a'],
        ],
      },
      message: 'There is no 1-gram',
    },
    { fitted: { ...smallText, grams: [['a'], ['a', 'b'], ['b']] }, message: 'not ["b"]' },
    { fitted: { ...smallText, grams: [['a'], ['b'], ['a', 'b', 'c']] }, message: 'not ["a","b","c"]' },
    { fitted: { ...smallText, grams: [['a'], [''], ['a', 'b']] }, message: 'not [""]' },
    { fitted: { ...smallText, grams: [['a'], ['b'], ['b']] }, message: 'twice' },
    { fitted: column({ name: 'tokens' }), message: 'Column tokens: the name has another meaning' },
    { fitted: column({ name: 'month' }), message: 'Column month: the name is there twice' },
    { fitted: column({ categories: ['1'] }), message: 'Column hours: categories of float32' },
    { fitted: column({ type: 'string' }), message: 'Column hours: a string column needs categories' },
    { fitted: column({ scale: 0 }), message: 'Column hours: its scale is 0' },
    { fitted: column({ type: 'int64' }), message: 'Column hours: a missing int64' },
    { fitted: { ...smallColumns, columns: [] }, message: 'no column' },
    { fitted: { ...smallTrees, trees: [] }, message: 'There is no tree' },
    { fitted: { ...smallTrees, base: [] }, message: '1 outputs have 0 base values' },
    { fitted: { ...smallForest, base: [1, 0] }, message: 'A mean of leaves has no base values' },
    { fitted: tree({ feature: Int32Array.of(4, -1, 0, -1, -1) }), message: 'Tree 0: node 0 leads nowhere' },
    { fitted: tree({ left: Int32Array.of(0, -1, 3, -1, -1) }), message: 'Tree 0: node 0 leads nowhere' },
    { fitted: tree({ leaf: new Float32Array(1) }), message: 'Tree 0: leaf 1 has not 1 values' },
  ])('refuses what does not fit together: $message', ({ fitted, message }) => {
    expect(() => exportGraph('wrong', fitted)).toThrow(message);
  });
});

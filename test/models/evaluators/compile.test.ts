import { describe, expect, it } from 'vitest';
import type { Row } from '../../../src/domain/row.ts';
import { compileGraph } from '../../../src/models/evaluators/compile.ts';
import type { Evaluator } from '../../../src/models/evaluators/evaluator.ts';
import { exportGraph } from '../../../src/training/onnx/export.ts';
import { encodeModel } from '../../../src/training/onnx/messages.ts';
import { seededRandom } from '../../../src/training/random.ts';
import { openOnnx } from './onnx-answers.ts';
import { randomModels } from './random-models.ts';
import { sklModels } from './skl2onnx-models.ts';

const ours = Object.entries(randomModels).map(([name, make]) => {
  const { fitted, row } = make(seededRandom(5));
  return { name, labels: fitted.labels, row, ...exportGraph('random', fitted) };
});
const theirs = Object.entries(sklModels).map(([name, make]) => {
  const { model, ...rest } = make(seededRandom(7));
  return { name: `${name}, as skl2onnx writes it`, graph: encodeModel(model), ...rest };
});

describe.each([...ours, ...theirs])('compiled $name', ({ graph, inputs, labels, row }) => {
  const signature = { inputs: [...inputs], outputs: [], labels: [...labels] };
  const evaluator = compileGraph({ signature }, graph);

  it('equals onnxruntime to 1e-6 on 10,000 random inputs', async () => {
    const onnx = await openOnnx(graph, inputs);
    let difference = 0;
    for (let done = 0; done < 10_000; done += 500) {
      const rows = Array.from({ length: 500 }, row);

      difference = Math.max(difference, largestDifference(await onnx(rows), scored(evaluator, rows)));
    }

    expect(difference).toBeLessThan(1e-6);
  });

  it('answers a batch of any size as it answers each row alone', () => {
    const rows = Array.from({ length: 200 }, row);
    const alone = rows.flatMap((each) => [...scored(evaluator, [each])]);

    for (const size of [0, 1, 2, 63, 64, 65, 128, 200]) {
      expect([...scored(evaluator, rows.slice(0, size))]).toEqual(alone.slice(0, size * labels.length));
    }
  });
});

function scored(evaluator: Evaluator | undefined, rows: readonly Row[]): Float32Array {
  if (!evaluator) throw new Error('The graph was not compiled');
  return evaluator.score(rows);
}

/** NaN where only one of them is a number. */
function largestDifference(expected: Float32Array, actual: Float32Array): number {
  expect(actual.length).toBe(expected.length);
  return expected.reduce((largest, value, i) => {
    const other = actual[i] ?? NaN;
    return Number.isNaN(value) && Number.isNaN(other) ? largest : Math.max(largest, Math.abs(value - other));
  }, 0);
}

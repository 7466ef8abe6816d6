import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { ModelInput } from '../../../src/domain/manifest.ts';
import { Manifest } from '../../../src/domain/manifest.ts';
import type { Row } from '../../../src/domain/row.ts';
import { compileGraph } from '../../../src/models/evaluators/compile.ts';
import { tokensOf } from '../../../src/pipeline/preprocess.ts';
import { heldOutTexts } from '../../../src/training/corpus/corpus.ts';
import type { Random } from '../../../src/training/random.ts';
import { seededRandom } from '../../../src/training/random.ts';
import { shipped } from '../../../src/training/seed-folders.ts';
import { openOnnx } from './onnx-answers.ts';

describe.each(['document-type', 'review-sentiment', 'incident-outcome'])('%s as it ships', (model) => {
  it('is compiled, and answers as onnxruntime does, to 1e-6', async () => {
    const { folder } = shipped(model);
    const manifest = Manifest.parse(JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8')));
    const graph = await readFile(new URL('model.onnx', folder));
    const rows = rowsFor(manifest.signature.inputs);

    const evaluator = compileGraph(manifest, graph);
    const expected = await (await openOnnx(graph, manifest.signature.inputs))(rows);
    const actual = evaluator?.score(rows) ?? [];

    expect(actual.length).toBe(expected.length);
    expect(Math.max(...expected.map((value, i) => Math.abs(value - (actual[i] ?? NaN))))).toBeLessThan(1e-6);
  });
});

function rowsFor(inputs: readonly ModelInput[]): Row[] {
  if (inputs.some(({ name }) => name === 'tokens'))
    return heldOutTexts(1, 20).map(({ text }) => ({ tokens: tokensOf(text) }));
  const random = seededRandom(1);
  return Array.from({ length: 200 }, () =>
    Object.fromEntries(inputs.map((input): [string, string | number] => [input.name, valueFor(input, random)])),
  );
}

function valueFor({ type, values, minimum = 0, maximum = 100 }: ModelInput, random: Random): string | number {
  if (values) return random.pick<string | number>(values);
  return type === 'string' ? 'unknown' : random.integer(minimum, maximum);
}

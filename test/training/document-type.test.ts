import { readFile } from 'node:fs/promises';
import { onnxRuntime } from '../../src/adapters/onnx-runtime.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { tokensOf } from '../../src/pipeline/preprocess.ts';
import { heldOutTexts } from '../../src/training/corpus/corpus.ts';
import type { TrainedModel } from '../../src/training/document-type.ts';
import { trainDocumentType } from '../../src/training/document-type.ts';
import { manifestSchema } from '../../src/training/manifest-json-schema.ts';
import { seedModels } from '../../src/training/seed-folders.ts';
import { probabilitiesOf } from '../../src/training/softmax-regression.ts';
import { weigh } from '../../src/training/tf-idf.ts';

describe('document-type', () => {
  const folder = new URL('document-type/1.0.0/', seedModels);
  let trained: TrainedModel;
  beforeAll(() => {
    trained = trainDocumentType();
  });

  it('is committed as training makes it, byte for byte', async () => {
    const graph = await readFile(new URL('model.onnx', folder));
    const manifest: unknown = JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8'));

    expect(graph.equals(trained.graph)).toBe(true);
    expect(manifest).toEqual(trained.manifest);
  });

  it('names at least 95 % of held-out texts right and leaves at least 85 % of others unknown', () => {
    const { accuracy, unknownFound } = trained.manifest.metrics;

    expect(accuracy).toBeGreaterThanOrEqual(0.95);
    expect(unknownFound).toBeGreaterThanOrEqual(0.85);
  });

  it('answers through onnxruntime what the trainer computes, to 1e-6', async () => {
    const { InferenceSession, Tensor } = await onnxRuntime();
    const session = await InferenceSession.create(trained.graph);
    const documents = heldOutTexts(1, 30).map(({ text }) => tokensOf(text));
    const texts = [...documents.filter((tokens) => tokens.length > 0), ['nowhere-in-the-vocabulary']];

    for (const tokens of texts) {
      const results = await session.run({ tokens: new Tensor('string', tokens, [1, tokens.length]) });
      const actual = [...(results['probabilities']?.data as Float32Array)];
      const expected = probabilitiesOf(weigh(tokens, trained.vocabulary), trained.weights);
      const difference = Math.max(...expected.map((value, index) => Math.abs(value - (actual[index] ?? Number.NaN))));
      expect(difference).toBeLessThan(1e-6);
    }
  });

  it('finds a text of which it knows no word equally likely to be anything', () => {
    expect(probabilitiesOf(weigh(['qwertyuiop'], trained.vocabulary), trained.weights)).toEqual(Array(6).fill(1 / 6));
  });
});

describe('manifest.schema.json', () => {
  it('is what the code checks manifests with', async () => {
    const committed = await readFile(new URL('../../src/models/manifest.schema.json', import.meta.url), 'utf8');

    expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(manifestSchema())));
  });
});

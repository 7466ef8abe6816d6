import { readFile } from 'node:fs/promises';
import { onnxRuntime } from '../../src/adapters/onnx-runtime.ts';
import { Manifest } from '../../src/domain/manifest.ts';
import type { Answer } from '../../src/domain/prediction.ts';
import { tokensOf } from '../../src/pipeline/preprocess.ts';
import { answer } from '../../src/pipeline/score.ts';
import { shipped } from '../../src/training/seed-folders.ts';

/** The model `document-type` as it ships, without a registry: a function from text to answer; `undefined` for a text without words. */
export async function shippedModel(): Promise<(text: string) => Promise<Answer | undefined>> {
  const { folder } = shipped('document-type');
  const manifest = Manifest.parse(JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8')));
  const { InferenceSession, Tensor } = await onnxRuntime();
  const session = await InferenceSession.create(await readFile(new URL('model.onnx', folder)));
  return async (text) => {
    const tokens = tokensOf(text);
    if (tokens.length === 0) return undefined;
    const results = await session.run({ tokens: new Tensor('string', tokens, [1, tokens.length]) });
    return answer(manifest, [...(results['probabilities']?.data as Float32Array)]);
  };
}

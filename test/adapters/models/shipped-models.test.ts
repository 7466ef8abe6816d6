import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { registerModel } from '../../../src/adapters/blob-registry.ts';
import { openSession } from '../../../src/adapters/models/graph-session.ts';
import { readBlob } from '../../../src/adapters/blob-create-only.ts';
import { onnxModels } from '../../../src/adapters/onnx-models.ts';
import { exampleRows } from '../../../src/models/example-rows.ts';
import { seedModels, shipped } from '../../../src/training/seed-folders.ts';
import { registriesForFile } from './registries.ts';

const registry = registriesForFile();

it.each(readdirSync(seedModels))('registers %s, compiles it and gives the answers of onnxruntime', async (model) => {
  const { modelVersion, folder } = shipped(model);
  await registerModel(registry.container, fileURLToPath(folder), { cache: registry.cache });

  const loaded = await onnxModels(registry.container, { cache: registry.cache }).load(model, modelVersion);
  const rows = exampleRows(loaded.manifest);
  const answers = (await loaded.score(rows)).flat();

  const graph = await readBlob(registry.container, `${model}/${modelVersion}/model.onnx`);
  const wanted = (await (await openSession(loaded.manifest, graph ?? new Uint8Array()))(rows)).flat();
  expect(loaded.engine).toBe('compiled');
  expect(answers).toHaveLength(wanted.length);
  expect(Math.max(...answers.map((answer, index) => Math.abs(answer - (wanted[index] ?? NaN))))).toBeLessThan(1e-6);
});

it('lets onnxruntime answer where an evaluator of our own would answer otherwise', async () => {
  const { modelVersion, folder } = shipped('incident-outcome');
  await registerModel(registry.container, fileURLToPath(folder), { cache: registry.cache });
  const otherAnswers = async (name: string) => {
    const answers = JSON.parse((await registry.cache.readNote(name)) ?? '') as number[][];
    return JSON.stringify(answers.map(([first = 0, second = 0]) => [first + 0.001, second - 0.001]));
  };

  const loaded = await onnxModels(registry.container, {
    cache: { ...registry.cache, readNote: otherAnswers },
  }).load('incident-outcome', modelVersion);

  expect(loaded.engine).toBe('onnxruntime');
});

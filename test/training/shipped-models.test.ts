import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Manifest } from '../../src/domain/manifest.ts';
import { shippedRecipes } from '../../src/training/models/recipes.ts';
import type { TrainingResult } from '../../src/training/pipeline/pipeline.ts';
import { runTraining } from '../../src/training/pipeline/pipeline.ts';
import { shipped } from '../../src/training/seed-folders.ts';
import { testGroups } from '../../src/training/tests/check.ts';

describe.each(shippedRecipes)('$model', (recipe) => {
  let cache: string;
  let trained: TrainingResult;
  beforeAll(async () => {
    cache = await mkdtemp(join(tmpdir(), 'docscore-training-'));
    const training = { recipe, corrections: [], correctionWeight: 10 };
    trained = await runTraining({ cache, onStage: () => undefined }, training);
  }, 180_000);
  afterAll(() => rm(cache, { recursive: true }));

  it('is committed as `npm run train` makes it, byte for byte', async () => {
    const { modelVersion, folder } = shipped(recipe.model);
    const manifest = Manifest.parse(JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8')));
    const graph = await readFile(new URL('model.onnx', folder));

    expect(modelVersion).toBe(recipe.modelVersion);
    expect(manifest).toEqual(trained.folder.manifest);
    expect(graph.equals(trained.folder.graph)).toBe(true);
  });

  it('passes every group of checks, and its manifest says so', () => {
    const { checks, failed, scores } = trained.evaluated.tests;

    expect(failed).toEqual([]);
    expect(new Set(checks.map(({ group }) => group))).toEqual(new Set(testGroups));
    expect(trained.folder.manifest.tests).toEqual(scores);
  });

  it('says in its manifest how good it is, on how many rows, per class and per slice', () => {
    const { metrics, evaluation, signature } = trained.folder.manifest;

    const [from, to] = evaluation?.intervals['accuracy'] ?? [1, 0];
    expect(from).toBeLessThan(metrics['accuracy'] ?? 0);
    expect(to).toBeGreaterThan(metrics['accuracy'] ?? 1);
    expect(Object.keys(evaluation?.perClass ?? {})).toEqual(signature.labels);
    expect(Object.keys(evaluation?.slices ?? {}).length).toBeGreaterThan(1);
  });
});

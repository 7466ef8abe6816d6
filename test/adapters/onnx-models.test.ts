import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { describe, expect, it } from 'vitest';
import { memoryModels } from '../../src/adapters/memory-models.ts';
import { digestOf } from '../../src/adapters/models/model-cache.ts';
import { onnxModels } from '../../src/adapters/onnx-models.ts';
import type { Manifest } from '../../src/domain/manifest.ts';
import type { Row } from '../../src/domain/row.ts';
import { aModel, columnGraph, yesProbability } from '../models/graphs.ts';
import { hostileGraphs } from '../models/hostile-graphs.ts';
import { contractModels, modelRunnerContract } from './model-runner-contract.ts';
import { registriesForFile } from './models/registries.ts';

const registry = registriesForFile();
const good = aModel(columnGraph());
const aRow = { kind: 'tram', age: 20, count: 1 };

describe('memoryModels', () => {
  const answer = ({ kind, age, count }: Readonly<Record<string, unknown>>) => {
    const yes = yesProbability({ kind: String(kind), age: Number(age), count: Number(count) });
    return [1 - yes, yes];
  };
  modelRunnerContract(() =>
    Promise.resolve(memoryModels(contractModels.map(({ manifest }) => ({ manifest, answer })))),
  );
});

describe('onnxModels', () => {
  const models = () => onnxModels(registry.container, { cache: registry.cache });

  modelRunnerContract(async () => {
    for (const model of contractModels) await registry.putUnchecked(model);
    return models();
  });

  it('reads a model version once, however many ask', async () => {
    await registry.putUnchecked(good);
    const runner = models();
    const loaded = await runner.load('delays', '1.0.0');
    const manifest = await runner.manifest('delays', '1.0.0');
    await registry.container.delete();

    await expect(runner.manifest('delays', '1.0.0')).resolves.toBe(manifest);
    await expect(runner.load('delays', '1.0.0')).resolves.toBe(loaded);
  });

  it('takes the graph from this machine when another process has had it, and never a changed one', async () => {
    const { cache, folder } = registry.freshCache();
    await registry.putUnchecked(good);
    await onnxModels(registry.container, { cache }).load('delays', '1.0.0');
    await registry.container.getBlobClient('delays/1.0.0/model.onnx').delete();

    const loaded = await onnxModels(registry.container, { cache }).load('delays', '1.0.0');
    expect((await loaded.score([aRow]))[0]?.[1]).toBeCloseTo(yesProbability(aRow), 6);

    await writeFile(join(folder, digestOf(good.graph)), columnGraph([9, 9, 9, 9]));
    await expect(onnxModels(registry.container, { cache }).load('delays', '1.0.0')).rejects.toMatchObject({
      message: 'The registry has no delays/1.0.0/model.onnx, which its manifest lists',
    });
  });

  it('finds a model version that was registered after it had been missing', async () => {
    const runner = models();
    await expect(runner.load('delays', '1.0.0')).rejects.toMatchObject({ code: 'not-found' });

    await registry.putUnchecked(good);

    await expect(runner.load('delays', '1.0.0')).resolves.toMatchObject({ engine: 'onnxruntime' });
  });

  it('leaves a version alone for 5 s that cannot be loaded, and serves it once it can', async () => {
    const clock = { now: 0 };
    const runner = onnxModels(registry.container, { cache: registry.freshCache().cache, now: () => clock.now });
    const graph = registry.container.getBlockBlobClient('delays/1.0.0/model.onnx');
    await registry.putUnchecked(good);
    await graph.delete();
    await expect(runner.load('delays', '1.0.0')).rejects.toMatchObject({ code: 'invalid' });
    await graph.upload(Buffer.from(good.graph), good.graph.length);

    clock.now = 4999;
    await expect(runner.load('delays', '1.0.0')).rejects.toMatchObject({ code: 'invalid' });
    clock.now = 5000;
    await expect(runner.load('delays', '1.0.0')).resolves.toMatchObject({ engine: 'onnxruntime' });
  });

  it.each([
    {
      what: 'a preprocess version that this build lacks',
      change: { preprocessVersion: 7 },
      reason: 'needs preprocess version 7; this build has 1',
    },
    {
      what: 'a field that the schema does not know',
      change: { colour: 'red' },
      reason: 'colour: there is no such field',
    },
    { what: 'a newer schema', change: { schema: 2 }, reason: 'was written for a newer version of docscore' },
    {
      what: 'the name of another version',
      change: { modelVersion: '3.0.0' },
      reason: 'describes delays/3.0.0',
    },
    { what: 'no graph', change: { files: {} }, reason: 'its manifest lists no model.onnx' },
  ])('refuses a manifest with $what', async ({ change, reason }) => {
    await registry.putUnchecked(good);
    const manifest = JSON.stringify({ ...good.manifest, ...change });
    await registry.container.getBlockBlobClient('delays/1.0.0/manifest.json').upload(manifest, manifest.length);

    await expect(models().manifest('delays', '1.0.0')).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(reason) as string,
    });
  });

  it.each<{ what: string; model: { manifest?: Partial<Manifest>; graph?: Uint8Array }; reason: string }>([
    {
      what: 'has other bytes than its manifest says',
      model: { manifest: { files: { 'model.onnx': '0'.repeat(64) } } },
      reason: 'SHA-256',
    },
    {
      what: 'comes without another file that is listed',
      model: { manifest: { files: { ...good.manifest.files, 'words.txt': '0'.repeat(64) } } },
      reason: 'no delays/1.0.0/words.txt',
    },
    { what: 'is no ONNX model', model: { graph: Buffer.from('nonsense') }, reason: 'not an ONNX model' },
    {
      what: 'fails its test-load',
      model: { graph: hostileGraphs.brokenEdge },
      reason: "its test-load failed: The graph of delays 1.0.0 cannot be loaded: Invalid model. Node input 'nothing'",
    },
  ])('refuses to load a graph that $what', async ({ model, reason }) => {
    const { manifest, graph } = aModel(model.graph ?? good.graph, model.manifest);
    await registry.putUnchecked({ manifest, graph });

    await expect(models().load('delays', '1.0.0')).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(reason) as string,
    });
  });

  it('fails only the rows that the graph cannot answer, not their neighbours of the same tick', async () => {
    await registry.putUnchecked(good);
    const loaded = await models().load('delays', '1.0.0');
    const score = (row: Row) => loaded.score([row]);

    const outcomes = await Promise.allSettled([
      score(aRow),
      score({ ...aRow, count: 77 }),
      score({ kind: 'bus', age: 1 }),
      score(aRow),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(outcomes).toMatchObject([
      {},
      { reason: { code: 'invalid' } },
      { reason: { code: 'invalid', message: 'A row lacks count' } },
      {},
    ]);
  });

  it('says that the registry is away when it is', async () => {
    const service = BlobServiceClient.fromConnectionString(registry.azurite.connectionString, {
      retryOptions: { maxTries: 1 },
    });
    const runner = onnxModels(service.getContainerClient(registry.container.containerName), { cache: registry.cache });
    await registry.azurite.stop();
    try {
      await expect(runner.load('delays', '1.0.0')).rejects.toMatchObject({ code: 'unavailable' });
    } finally {
      await registry.azurite.start();
    }
  });
});

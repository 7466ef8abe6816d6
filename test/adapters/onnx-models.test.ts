import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ContainerClient } from '@azure/storage-blob';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registerModel } from '../../src/adapters/blob-registry.ts';
import { memoryModels } from '../../src/adapters/memory-models.ts';
import { onnxModels } from '../../src/adapters/onnx-models.ts';
import { Manifest } from '../../src/domain/manifest.ts';
import type { Azurite } from '../../src/local/azurite/azurite.ts';
import { startAzurite } from '../../src/local/azurite/azurite.ts';
import { seedModels } from '../../src/training/seed-folders.ts';
import { aManifest } from '../fixtures/builders.ts';
import { modelRunnerContract } from './model-runner-contract.ts';

const seedFolder = fileURLToPath(new URL('document-type/1.0.0/', seedModels));
const place = 'document-type/1.0.0';

let azurite: Azurite;
let scratch: string;
let registry: ContainerClient;
let containers = 0;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'docscore-models-'));
  azurite = await startAzurite({ dir: join(scratch, 'azurite'), blobPort: 0, queuePort: 0 });
});
afterAll(async () => {
  await azurite.stop();
  await rm(scratch, { recursive: true });
});
beforeEach(async () => {
  const service = BlobServiceClient.fromConnectionString(azurite.connectionString);
  registry = service.getContainerClient(`models-${(containers += 1)}`);
  await registry.create();
});

const put = (name: string, content: string | Buffer) =>
  registry.getBlockBlobClient(name).upload(content, Buffer.byteLength(content));
const readSeed = (name: string) => readFile(join(seedFolder, name));

/** Registers the model that ships with another manifest, without the checks of a registration. */
async function putChanged(change: Partial<Manifest>, graph?: Buffer): Promise<void> {
  const manifest = Manifest.parse(JSON.parse((await readSeed('manifest.json')).toString()));
  const bytes = graph ?? (await readSeed('model.onnx'));
  const files = { 'model.onnx': createHash('sha256').update(bytes).digest('hex') };
  await put(`${place}/model.onnx`, bytes);
  await put(`${place}/manifest.json`, JSON.stringify({ ...manifest, files, ...change }));
}

describe('memoryModels', () => {
  const manifest = aManifest({ labels: ['receipt', 'letter'] });
  modelRunnerContract(() => memoryModels([{ manifest, answer: () => [0.9, 0.1] }]));
});

describe('onnxModels', () => {
  describe('with the model that ships', () => {
    beforeEach(() => registerModel(registry, seedFolder));
    modelRunnerContract(() => onnxModels(registry));

    it('reads a model version once, however many ask', async () => {
      const models = onnxModels(registry);
      const manifest = await models.manifest('document-type', '1.0.0');
      await models.run(manifest, { tokens: ['total'] });
      await registry.delete();

      await expect(models.manifest('document-type', '1.0.0')).resolves.toBe(manifest);
      await expect(models.run(manifest, { tokens: ['total'] })).resolves.toHaveLength(6);
    });
  });

  it('finds a model version that was registered after it had been missing', async () => {
    const models = onnxModels(registry);
    await expect(models.manifest('document-type', '1.0.0')).rejects.toMatchObject({ code: 'not-found' });

    await registerModel(registry, seedFolder);

    await expect(models.manifest('document-type', '1.0.0')).resolves.toMatchObject({ modelVersion: '1.0.0' });
  });

  it.each([
    {
      what: 'a preprocess version that this build lacks',
      change: { preprocessVersion: 7 },
      reason: 'preprocess version 7',
    },
    { what: 'a field that the schema does not know', change: { colour: 'red' }, reason: 'does not match its schema' },
    { what: 'the name of another version', change: { modelVersion: '3.0.0' }, reason: 'describes document-type/3.0.0' },
    {
      what: 'inputs that docscore cannot give',
      change: {
        signature: {
          inputs: [{ name: 'age', type: 'float32', shape: [1, 1] }],
          outputs: [{ name: 'probabilities', type: 'float32', shape: [1, 2] }],
          labels: ['a', 'b'],
        },
      },
      reason: 'reads age float32[1, 1]',
    },
  ])('refuses a manifest with $what', async ({ change, reason }) => {
    await putChanged(change as Partial<Manifest>);

    await expect(onnxModels(registry).manifest('document-type', '1.0.0')).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(reason) as string,
    });
  });

  it.each([
    {
      what: 'has other bytes than its manifest says',
      change: { files: { 'model.onnx': '0'.repeat(64) } },
      reason: 'SHA-256',
    },
    { what: 'is not listed', change: { files: {} }, reason: 'lists no model.onnx' },
    { what: 'is no ONNX model', graph: Buffer.from('nonsense'), reason: 'not an ONNX model' },
    {
      what: 'answers other labels',
      change: {
        signature: {
          inputs: [{ name: 'tokens', type: 'string', shape: [1, 'N'] }],
          outputs: [{ name: 'probabilities', type: 'float32', shape: [1, 2] }],
          labels: ['a', 'b'],
        },
      },
      reason: 'its graph has the outputs probabilities float32[1, 6]; its manifest says probabilities float32[1, 2]',
    },
  ])('refuses to load a graph that $what', async ({ change, graph, reason }) => {
    await putChanged((change ?? {}) as Partial<Manifest>, graph);
    const models = onnxModels(registry);
    const manifest = await models.manifest('document-type', '1.0.0');

    await expect(models.run(manifest, { tokens: ['total'] })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(reason) as string,
    });
  });

  it('says that the registry is away when it is', async () => {
    const service = BlobServiceClient.fromConnectionString(azurite.connectionString, { retryOptions: { maxTries: 1 } });
    const unreachable = service.getContainerClient(registry.containerName);
    await azurite.stop();
    try {
      await expect(onnxModels(unreachable).manifest('document-type', '1.0.0')).rejects.toMatchObject({
        code: 'unavailable',
      });
    } finally {
      await azurite.start();
    }
  });
});

describe('registerModel', () => {
  const registered = async () => {
    const names: string[] = [];
    for await (const { name } of registry.listBlobsFlat()) names.push(name);
    return names;
  };

  it('registers a folder once', async () => {
    const outcomes = [await registerModel(registry, seedFolder), await registerModel(registry, seedFolder)];

    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['registered', 'exists']);
    expect(await registered()).toEqual([`${place}/manifest.json`, `${place}/model.onnx`]);
  });

  it('completes a registration that broke off before the manifest', async () => {
    await put(`${place}/model.onnx`, await readSeed('model.onnx'));

    await expect(registerModel(registry, seedFolder)).resolves.toMatchObject({ outcome: 'registered' });
  });

  it.each(['model.onnx', 'manifest.json'])('never overwrites another %s', async (name) => {
    await put(`${place}/${name}`, 'somebody else was here');

    await expect(registerModel(registry, seedFolder)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`${place}/${name}`) as string,
    });
    expect(await registered()).toEqual([`${place}/${name}`]);
  });

  it('refuses a folder whose file is not the one that the manifest names, and leaves nothing behind', async () => {
    const folder = join(scratch, 'changed');
    await cp(seedFolder, folder, { recursive: true });
    await writeFile(join(folder, 'model.onnx'), 'changed');

    await expect(registerModel(registry, folder)).rejects.toMatchObject({ code: 'invalid' });
    expect(await registered()).toEqual([]);
  });
});

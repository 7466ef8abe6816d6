import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBlob } from '../../src/adapters/blob-create-only.ts';
import { registerModel, type RegisterStep } from '../../src/adapters/blob-registry.ts';
import { onnxModels } from '../../src/adapters/onnx-models.ts';
import type { Manifest } from '../../src/domain/manifest.ts';
import { aModel, columnGraph, type TestModel } from '../models/graphs.ts';
import { hostileGraphs } from '../models/hostile-graphs.ts';
import { registriesForFile } from './models/registries.ts';

const registry = registriesForFile();
const good = aModel(columnGraph());
const place = 'delays/1.0.0';

const register = async (model: TestModel, more?: Readonly<Record<string, string>>) =>
  await registerModel(registry.container, await registry.folderOf(model, more), { cache: registry.cache });

it('does not read a file over the limit', async () => {
  await registry.putUnchecked(good);
  const name = `${place}/model.onnx`;

  await expect(readBlob(registry.container, name, good.graph.length - 1)).rejects.toMatchObject({ code: 'too-large' });
  await expect(readBlob(registry.container, name, good.graph.length)).resolves.toHaveLength(good.graph.length);
});

describe('registerModel', () => {
  it('checks, test-loads, then stores: the manifest last', async () => {
    const steps: RegisterStep[] = [];

    const { outcome } = await registerModel(registry.container, await registry.folderOf(good), {
      cache: registry.freshCache().cache,
      onStep: (step) => void steps.push(step),
    });

    expect([outcome, steps]).toEqual(['registered', ['checked', 'tested', 'stored']]);
    expect(await registry.names()).toEqual([`${place}/manifest.json`, `${place}/model.onnx`]);
    await expect(
      onnxModels(registry.container, { cache: registry.cache }).load('delays', '1.0.0'),
    ).resolves.toMatchObject({ manifest: good.manifest });
  });

  it('does nothing for the same bytes again', async () => {
    await register(good);

    await expect(register(good)).resolves.toMatchObject({ outcome: 'exists' });
  });

  it('completes a registration that broke off before the manifest', async () => {
    await registry.putUnchecked(good);
    await registry.container.getBlobClient(`${place}/manifest.json`).delete();

    await expect(register(good)).resolves.toMatchObject({ outcome: 'registered' });
  });

  it.each<{ what: string; change: Partial<Manifest>; graph: Uint8Array; name: string }>([
    { what: 'manifest', change: { description: 'another' }, graph: good.graph, name: 'manifest.json' },
    {
      what: 'graph of a registration that broke off',
      change: {},
      graph: columnGraph([1, 1, 1, 1]),
      name: 'model.onnx',
    },
  ])('never overwrites another $what', async ({ change, graph, name }) => {
    await registry.putUnchecked(aModel(graph, change));
    if (name === 'model.onnx') await registry.container.getBlobClient(`${place}/manifest.json`).delete();

    await expect(register(good)).rejects.toMatchObject({
      code: 'conflict',
      message: `The registry holds other bytes as ${place}/${name}`,
    });
  });

  it('lets one of two processes register a version that both hand in at once with other bytes', async () => {
    const folders = [good, aModel(columnGraph([1, 1, 1, 1]))].map((model) => registry.folderOf(model));
    const args = [registry.azurite.connectionString, registry.container.containerName, registry.scratch];

    const outcomes = await Promise.all(
      folders.map(async (folder) => {
        const child = fork(join(import.meta.dirname, 'models/register-process.ts'), [...args, await folder], {
          execArgv: [],
        });
        return ((await once(child, 'message')) as [string])[0];
      }),
    );

    expect(outcomes.sort()).toEqual(['conflict', 'registered']);
    await expect(
      onnxModels(registry.container, { cache: registry.cache }).load('delays', '1.0.0'),
    ).resolves.toBeDefined();
  });

  it.each<{ what: string; model: TestModel; more?: Record<string, string>; reason: string }>([
    { what: 'another SHA-256', model: { ...good, graph: columnGraph([1, 1, 1, 1]) }, reason: 'the SHA-256 differs' },
    {
      what: 'a file that is not listed',
      model: good,
      more: { 'secrets.txt': '' },
      reason: 'holds secrets.txt, which its manifest does not list',
    },
    {
      what: 'a file that is not there',
      model: aModel(good.graph, { files: { ...good.manifest.files, 'more.bin': '0'.repeat(64) } }),
      reason: 'more.bin cannot be read',
    },
    {
      what: 'a file elsewhere',
      model: aModel(good.graph, { files: { ...good.manifest.files, '../x': '0'.repeat(64) } }),
      reason: 'may not be called ../x',
    },
    { what: 'a wrong field', model: aModel(good.graph, { threshold: 2 }), reason: 'threshold: ' },
    {
      what: 'an input that docscore cannot give',
      model: aModel(good.graph, { reads: { documents: ['form'], instances: true } }),
      reason: 'it reads documents, which have no kind, age, count',
    },
    {
      what: 'another preprocess version',
      model: aModel(good.graph, { preprocessVersion: 9 }),
      reason: 'needs preprocess version 9',
    },
    {
      what: 'a graph that asks for 10 GB',
      model: aModel(hostileGraphs.tenGigabytes),
      reason: 'of memory that it may use',
    },
    { what: 'a graph that is none', model: aModel(Buffer.from('nonsense')), reason: 'not an ONNX model' },
  ])('refuses a folder with $what, and leaves nothing behind', async ({ model, more, reason }) => {
    await expect(register(model, more)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(reason) as string,
    });
    expect(await registry.names()).toEqual([]);
  });

  it('refuses a folder without a manifest, and a manifest that is no JSON', async () => {
    await expect(registerModel(registry.container, registry.scratch)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('manifest.json cannot be read') as string,
    });
    await writeFile(join(registry.scratch, 'manifest.json'), '{');
    await expect(registerModel(registry.container, registry.scratch)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('is not JSON') as string,
    });
  });
});

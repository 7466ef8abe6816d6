import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { modelCache, type ModelCache } from '../../../src/adapters/models/model-cache.ts';
import { startAzurite, type Azurite } from '../../../src/local/azurite/azurite.ts';
import type { TestModel } from '../../models/graphs.ts';

/** A registry of its own for each test of a file, on one Azurite. */
export interface Registries {
  readonly azurite: Azurite;
  readonly scratch: string;
  readonly service: BlobServiceClient;
  readonly container: ContainerClient;
  /** Shared by the tests of the file: a model that passed its test-load in one is known in the next. */
  readonly cache: ModelCache;
  /** One that knows nothing yet. */
  freshCache(): { cache: ModelCache; folder: string };
  /** A folder as somebody hands it in. */
  folderOf(model: TestModel, more?: Readonly<Record<string, string>>): Promise<string>;
  /** Puts a model version there without any of the checks of a registration. */
  putUnchecked(model: TestModel): Promise<void>;
  names(): Promise<string[]>;
}

export function registriesForFile(): Registries {
  let azurite: Azurite;
  let scratch: string;
  let container: ContainerClient;
  let count = 0;
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'docscore-models-'));
    azurite = await startAzurite({ dir: join(scratch, 'azurite'), blobPort: 0, queuePort: 0 });
  });
  afterAll(async () => {
    await azurite.stop();
    await rm(scratch, { recursive: true });
  });
  beforeEach(async () => {
    container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient(
      `models-${(count += 1)}`,
    );
    await container.create();
  });
  const put = (name: string, content: string | Uint8Array) => {
    const body = Buffer.from(content);
    return container.getBlockBlobClient(name).upload(body, body.length);
  };
  return {
    get azurite() {
      return azurite;
    },
    get scratch() {
      return scratch;
    },
    get service() {
      return BlobServiceClient.fromConnectionString(azurite.connectionString);
    },
    get container() {
      return container;
    },
    get cache() {
      return modelCache(join(scratch, 'cache'));
    },
    freshCache() {
      const folder = join(scratch, `cache-${(count += 1)}`);
      return { cache: modelCache(folder), folder };
    },
    async folderOf({ manifest, graph }, more = {}) {
      const folder = join(scratch, `folder-${(count += 1)}`);
      await mkdir(folder);
      await writeFile(join(folder, 'model.onnx'), graph);
      await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
      for (const [name, content] of Object.entries(more)) await writeFile(join(folder, name), content);
      return folder;
    },
    async putUnchecked({ manifest, graph }) {
      const place = `${manifest.model}/${manifest.modelVersion}`;
      await put(`${place}/model.onnx`, graph);
      await put(`${place}/manifest.json`, JSON.stringify(manifest));
    },
    async names() {
      const found: string[] = [];
      for await (const { name } of container.listBlobsFlat()) found.push(name);
      return found;
    },
  };
}

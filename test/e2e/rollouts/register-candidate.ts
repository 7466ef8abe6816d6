import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { registerModel } from '../../../src/adapters/blob-registry.ts';
import { shipped } from '../../../src/training/seed-folders.ts';

/** Registers the shipped version of a model once more, under another number. @param storage A connection string. */
export async function registerCandidate(storage: string, model: string, modelVersion: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'docscore-candidate-'));
  try {
    await cp(shipped(model).folder, folder, { recursive: true });
    const file = join(folder, 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...manifest, modelVersion }));
    await registerModel(BlobServiceClient.fromConnectionString(storage).getContainerClient('models'), folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

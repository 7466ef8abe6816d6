import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CosmosClient } from '@azure/cosmos';
import { BlobServiceClient } from '@azure/storage-blob';
import { registerModel } from '../../adapters/blob-registry.ts';
import type { Rollout } from '../../domain/rollout.ts';
import type { ConnectionStrings } from './options.ts';

/** Model versions that come with the repository: `<model>/<modelVersion>/`. */
const seedFolder = join(import.meta.dirname, '../../../seed/models');

/**
 * First start: registers the shipped model versions, and lets the first version of each model serve.
 * What is there already stays as it is, a rollout that somebody changed above all.
 */
export async function seedModels({ Storage, Cosmos }: ConnectionStrings): Promise<void> {
  const registry = BlobServiceClient.fromConnectionString(Storage).getContainerClient('models');
  const client = new CosmosClient(Cosmos);
  const rollouts = client.database('docscore').container('models');
  for (const model of await readdir(seedFolder)) {
    const [first] = (await readdir(join(seedFolder, model))).sort();
    if (first === undefined) continue;
    await registerModel(registry, join(seedFolder, model, first));
    const rollout: Rollout = {
      ...{ schema: 1, id: 'rollout', type: 'rollout', model, generation: 1 },
      green: { modelVersion: first },
      updatedAt: new Date().toISOString(),
    };
    await rollouts.items.create(rollout).catch((error: unknown) => {
      if ((error as { code?: number }).code !== 409) throw error;
    });
  }
  client.dispose();
}

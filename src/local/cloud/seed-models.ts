import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CosmosClient } from '@azure/cosmos';
import { BlobServiceClient } from '@azure/storage-blob';
import { registerModel } from '../../adapters/blob-registry.ts';
import { cosmosRollouts } from '../../adapters/cosmos-rollouts.ts';
import type { RolloutStore } from '../../ports.ts';
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
  const rollouts = cosmosRollouts(client.database('docscore').container('models'), () => new Date());
  for (const model of await readdir(seedFolder)) {
    const [first] = (await readdir(join(seedFolder, model))).sort();
    if (first === undefined) continue;
    await registerModel(registry, join(seedFolder, model, first));
    await rollouts.commit(firstRollout(model, first));
  }
  client.dispose();
}

/** What serves at first. Whoever was here before decided otherwise, and that stays. */
function firstRollout(model: string, modelVersion: string): Parameters<RolloutStore['commit']>[0] {
  const at = new Date().toISOString();
  const slots = { generation: 1, green: { modelVersion } };
  return {
    rollout: { schema: 1, id: 'rollout', type: 'rollout', model, ...slots, updatedAt: at },
    audit: { schema: 1, id: `audit:${at}:seed`, type: 'audit', model, action: 'seed', by: 'seed', at, to: slots },
  };
}

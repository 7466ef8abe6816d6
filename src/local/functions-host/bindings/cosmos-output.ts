import type { CosmosClient } from '@azure/cosmos';
import { addressParts, connection } from '../settings/connections.ts';
import type { Binding } from '../protocol.ts';
import { type OpenOutput, optional, required } from './binding.ts';
import { parseTemplate } from './binding-expression.ts';
import { objectsOf } from './outgoing.ts';

/** Upserts one item or several; an item without `id` gets one. With `createIfNotExists` database and container are made. */
export const openCosmosOutput: OpenOutput = (binding, { settings, clients }) => {
  const database = parseTemplate(required(binding, 'databaseName'));
  const containerName = parseTemplate(required(binding, 'containerName'));
  const name = optional(binding, 'connection') ?? 'CosmosDB';
  connection(settings, name, addressParts.cosmos);
  return {
    async write(value, data) {
      const items = objectsOf(binding.type, value);
      if (items.length === 0) return;
      const client = await clients.cosmos(name);
      const [databaseId, id] = [database.fill(data), containerName.fill(data)];
      if (binding['createIfNotExists'] === true) await create(client, databaseId, id, binding);
      const container = client.database(databaseId).container(id);
      for (const item of items) await container.items.upsert(item);
    },
  };
};

async function create(client: CosmosClient, databaseId: string, id: string, binding: Binding): Promise<void> {
  const { database } = await client.databases.createIfNotExists({ id: databaseId });
  const throughput = binding['containerThroughput'];
  const partitionKey = optional(binding, 'partitionKey');
  await database.containers.createIfNotExists({
    id,
    ...(partitionKey !== undefined && { partitionKey }),
    ...(typeof throughput === 'number' && { throughput }),
  });
}

import { CosmosClient } from '@azure/cosmos';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import type { System } from './system.ts';

/** Something that is stored: where, what it is called, and what it says. */
interface Thing {
  readonly store: string;
  readonly name: string;
  readonly content: string;
}

/** Everything in every store: all blobs of all containers, all items of all Cosmos containers, all queued messages. */
export async function everyStore({ connectionStrings }: Pick<System, 'connectionStrings'>): Promise<Thing[]> {
  const { Storage, Cosmos } = connectionStrings;
  return [...(await blobs(Storage)), ...(await items(Cosmos)), ...(await messages(Storage))];
}

async function blobs(connectionString: string): Promise<Thing[]> {
  const service = BlobServiceClient.fromConnectionString(connectionString);
  const found: Thing[] = [];
  for await (const { name: container } of service.listContainers()) {
    const client = service.getContainerClient(container);
    for await (const { name } of client.listBlobsFlat()) {
      const content = (await client.getBlobClient(name).downloadToBuffer()).toString();
      found.push({ store: `blobs ${container}`, name, content });
    }
  }
  return found;
}

async function items(connectionString: string): Promise<Thing[]> {
  const client = new CosmosClient(connectionString);
  const database = client.database('docscore');
  const { resources: containers } = await database.containers.readAll().fetchAll();
  const found = containers.map(async ({ id }) => {
    const { resources } = await database.container(id).items.readAll<{ id: string; type?: string }>().fetchAll();
    return resources.map((item) => ({
      store: `cosmos ${id}`,
      name: item.type ?? item.id,
      content: JSON.stringify(item),
    }));
  });
  const all = (await Promise.all(found)).flat();
  client.dispose();
  return all;
}

async function messages(connectionString: string): Promise<Thing[]> {
  const service = QueueServiceClient.fromConnectionString(connectionString);
  const found: Thing[] = [];
  for await (const { name } of service.listQueues()) {
    const { peekedMessageItems } = await service.getQueueClient(name).peekMessages({ numberOfMessages: 32 });
    found.push(
      ...peekedMessageItems.map(({ messageText }) => ({ store: `queue ${name}`, name, content: messageText })),
    );
  }
  return found;
}

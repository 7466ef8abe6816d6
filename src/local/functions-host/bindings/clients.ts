import type { CosmosClient } from '@azure/cosmos';
import type { EventHubProducerClient } from '@azure/event-hubs';
import type { BlobServiceClient } from '@azure/storage-blob';
import type { QueueServiceClient } from '@azure/storage-queue';
import type { Settings } from '../settings/expressions.ts';
import { eventHubProducer } from '../settings/event-hub-clients.ts';
import { blobService, cosmosClient, queueService } from '../settings/service-clients.ts';

/** The clients of the bindings: one per connection, made at the first call that needs it. */
export interface Clients {
  blobs(connection: string): Promise<BlobServiceClient>;
  queues(connection: string): Promise<QueueServiceClient>;
  cosmos(connection: string): Promise<CosmosClient>;
  producer(connection: string, hub: string): Promise<EventHubProducerClient>;
  /** Work with clients that `close` waits for. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Those that are asked for later are made anew. */
  close(): Promise<void>;
}

export function createClients(settings: Settings): Clients {
  const kept = new Map<string, { client: Promise<unknown>; close: () => Promise<unknown> }>();
  const running = new Set<Promise<unknown>>();

  function once<T>(key: string, open: () => Promise<T>, close: (client: T) => unknown = () => undefined): Promise<T> {
    const found = kept.get(key);
    if (found) return found.client as Promise<T>;
    const client = open();
    // One that could not be made is not kept.
    client.catch(() => kept.delete(key));
    kept.set(key, { client, close: async () => await close(await client) });
    return client;
  }

  return {
    blobs: (name) => once(`blobs ${name}`, () => blobService(settings, name)),
    queues: (name) => once(`queues ${name}`, () => queueService(settings, name)),
    cosmos: (name) =>
      once(
        `cosmos ${name}`,
        () => cosmosClient(settings, name),
        (client) => client.dispose(),
      ),
    producer: (name, hub) =>
      once(
        `producer ${name} ${hub}`,
        () => eventHubProducer(settings, name, hub),
        (client) => client.close(),
      ),
    during(work) {
      const done = work().finally(() => running.delete(done));
      running.add(done);
      return done;
    },
    async close() {
      await Promise.allSettled(running);
      const all = [...kept.values()];
      kept.clear();
      await Promise.allSettled(all.map(({ close }) => close()));
    },
  };
}

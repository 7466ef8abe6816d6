import { EventHubConsumerClient, earliestEventPosition } from '@azure/event-hubs';
import { BlobCheckpointStore } from '@azure/eventhubs-checkpointstore-blob';
import { BlobServiceClient } from '@azure/storage-blob';
import { describe, expect, it, onTestFinished } from 'vitest';
import { page } from '../page.ts';
import { aNamespace, aProducer } from './clients.ts';

const { storage, ...namespace } = await aNamespace('event-hubs,storage');
const hub = 'shared';
const ids = ['0', '1', '2', '3'];

const container = BlobServiceClient.fromConnectionString(storage).getContainerClient('checkpoints');

let waiting: { done: () => boolean; resolve: () => void }[] = [];

/** Something happened in a processor. */
function notify(): void {
  const due = waiting.filter(({ done }) => done());
  waiting = waiting.filter((entry) => !due.includes(entry));
  for (const { resolve } of due) resolve();
}

const until = (done: () => boolean) =>
  new Promise<void>((resolve) => {
    waiting.push({ done, resolve });
    notify();
  });

/** An event processor with checkpoints after each batch. */
function aProcessor() {
  const client = new EventHubConsumerClient(
    'processors',
    namespace.connectionString,
    hub,
    new BlobCheckpointStore(container),
    {
      loadBalancingOptions: {
        strategy: 'greedy',
        updateIntervalInMs: 200,
        partitionOwnershipExpirationIntervalInMs: 3000,
      },
    },
  );
  const owned = new Set<string>();
  const bodies: unknown[] = [];
  const subscription = client.subscribe(
    {
      processInitialize({ partitionId }) {
        owned.add(partitionId);
        notify();
        return Promise.resolve();
      },
      processClose(_reason, { partitionId }) {
        owned.delete(partitionId);
        notify();
        return Promise.resolve();
      },
      async processEvents(events, context) {
        const last = events.at(-1);
        if (!last) return;
        await context.updateCheckpoint(last);
        bodies.push(...events.map(({ body }) => body as unknown));
        notify();
      },
      processError: () => Promise.resolve(), // who loses a partition to another hears of it here: that is normal
    },
    { startPosition: earliestEventPosition, maxBatchSize: 10, maxWaitTimeInSeconds: 0.2 },
  );
  const stop = async () => {
    await subscription.close();
    await client.close();
  };
  onTestFinished(stop);
  return { owned, bodies, stop };
}

const sendEach = async (name: string) => {
  const producer = aProducer(namespace, hub);
  for (const partitionId of ids)
    await producer.sendBatch(
      Array.from({ length: 25 }, (_, n) => ({ body: `${name} ${partitionId}.${n}` })),
      { partitionId },
    );
};

describe(page('event-hubs/event-processor-balance-partition-load'), () => {
  it('shares the partitions between two processors, and hands all to the one that stays: nothing lost, nothing again', async () => {
    await sendEach('first');
    const one = aProcessor();
    await until(() => one.bodies.length === 100);
    expect([...one.owned].toSorted()).toEqual(ids);

    const two = aProcessor();
    await until(() => two.owned.size === 2 && one.owned.size === 2);
    expect([...one.owned, ...two.owned].toSorted()).toEqual(ids);
    expect(two.bodies).toEqual([]);

    await one.stop();
    await until(() => two.owned.size === 4);
    await sendEach('second');
    await until(() => two.bodies.length >= 100);

    expect(two.bodies.filter((body) => !String(body).startsWith('second'))).toEqual([]);
    expect(new Set(two.bodies).size).toBe(100);
  });

  it('leaves a checkpoint per partition, at the last event', async () => {
    const ends = await Promise.all(ids.map((id) => aProducer(namespace, hub).getPartitionProperties(id)));
    const { hostname } = new URL(/sb:[^;]*/.exec(namespace.connectionString)?.[0].replace('sb:', 'http:') ?? '');

    const checkpoints = await new BlobCheckpointStore(container).listCheckpoints(hostname, hub, 'processors');

    const told = checkpoints.map(({ partitionId, sequenceNumber }) => [partitionId, sequenceNumber]);
    expect(told).toEqual(ends.map(({ partitionId, lastEnqueuedSequenceNumber: last }) => [partitionId, last]));
  });
});

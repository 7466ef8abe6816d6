import { EventHubBufferedProducerClient } from '@azure/event-hubs';
import { describe, expect, it } from 'vitest';
import { mapPartitionKeyToId } from '../../../node_modules/@azure/event-hubs/dist/esm/impl/partitionKeyToIdMapper.js';
import { page, source } from '../page.ts';
import { anAmqpClient, encode, outcomeOf } from './amqp-client.ts';
import { aNamespace, aProducer, aStretch, bodiesOf, failureOf, read, retryOptions, subscribe } from './clients.ts';

const namespace = await aNamespace();

describe(page('event-hubs/event-hubs-features'), () => {
  it('gives a batch back event by event, with bodies and properties', async () => {
    const stretch = await aStretch(namespace);
    const producer = aProducer(namespace);
    const batch = await producer.createBatch({ partitionId: stretch.partitionId });
    for (const n of [0, 1, 2]) {
      batch.tryAdd({
        body: { n, text: 'é' },
        contentType: 'application/json',
        messageId: `m${n}`,
        correlationId: `c${n}`,
        properties: { name: 'x', count: 5, fine: true, at: new Date(1e12) },
      });
    }
    await producer.sendBatch(batch);

    const events = await read(namespace, stretch).received(3);

    expect(bodiesOf(events)).toEqual([0, 1, 2].map((n) => ({ n, text: 'é' })));
    expect(events[1]).toMatchObject({ messageId: 'm1', correlationId: 'c1', contentType: 'application/json' });
    expect(events[1]?.properties).toMatchObject({ name: 'x', count: 5, fine: true });
    expect(Number(events[1]?.properties?.['at'])).toBe(1e12);
  });

  it('numbers the events of a partition without gaps, and lets their offsets rise', async () => {
    const stretch = await aStretch(namespace);
    const producer = aProducer(namespace);
    const to = { partitionId: stretch.partitionId };
    await producer.sendBatch([{ body: 1 }, { body: 2 }], to);
    await producer.sendBatch([{ body: 3 }], to);

    const events = await read(namespace, stretch).received(3);

    const offsets = events.map(({ offset }) => Number(offset));
    expect(events.map(({ sequenceNumber }) => sequenceNumber - stretch.first)).toEqual([0, 1, 2]);
    expect(offsets).toEqual([...new Set(offsets)].toSorted((a, b) => a - b));
  });

  it('says when each event was enqueued', async () => {
    const stretch = await aStretch(namespace);
    const before = Date.now();
    await aProducer(namespace).sendBatch([{ body: 1 }], { partitionId: stretch.partitionId });

    const [event] = await read(namespace, stretch).received(1);

    expect(event?.enqueuedTimeUtc.getTime()).toBeGreaterThanOrEqual(before);
    expect(event?.enqueuedTimeUtc.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it('assigns events without key to the partitions in turn', async () => {
    const hub = 'spread';
    const subscription = subscribe(namespace, { hub });
    const producer = aProducer(namespace, hub);
    for (const body of ['a', 'b', 'c', 'd']) await producer.sendBatch([{ body }]);

    const events = await subscription.received(4);

    expect(events.map(({ partitionId }) => partitionId).toSorted()).toEqual(['0', '0', '1', '1']);
  });
});

describe(page('event-hubs/event-hubs-features#mapping-of-events-to-partitions'), () => {
  it.each(['device-7', 'é', 'a-key-of-more-than-twelve-bytes', 'twelve-bytes'])(
    "puts the partition key '%s' where the SDK's copy of the service's hash does, and returns it",
    async (key) => {
      const hub = 'keyed';
      const partitionId = String(mapPartitionKeyToId(key, 8));
      const producer = aProducer(namespace, hub);
      const { lastEnqueuedSequenceNumber: last } = await producer.getPartitionProperties(partitionId);
      await producer.sendBatch([{ body: key }, { body: key }], { partitionKey: key });

      const events = await subscribe(namespace, { hub, partitionId }).received(last + 3);

      const mine = events.slice(last + 1);
      expect(mine.map(({ body, partitionKey }) => [body, partitionKey] as unknown)).toEqual([
        [key, key],
        [key, key],
      ]);
    },
  );

  it('takes no partition key on a link to a partition', async () => {
    const { partitionId } = await aStretch(namespace);
    const client = await anAmqpClient(namespace);
    await client.putToken('orders');
    const sender = await client.openSender(`orders/Partitions/${partitionId}`);

    const message = encode({ message_annotations: { 'x-opt-partition-key': 'k' }, body: 'x' });
    expect(await outcomeOf(sender, message)).toMatchObject({ condition: 'com.microsoft:argument-error' });
  });
});

describe(page('event-hubs/event-hubs-quotas'), () => {
  it('announces one megabyte as the size of a batch', async () => {
    const batch = await aProducer(namespace).createBatch();

    expect(batch.maxSizeInBytes).toBe(1024 * 1024);
    expect(batch.tryAdd({ body: Buffer.alloc(1024 * 1024) })).toBe(false);
  });

  it('refuses a larger one, and stores nothing of it', async () => {
    const stretch = await aStretch(namespace);
    const producer = aProducer(namespace);
    const to = { partitionId: stretch.partitionId };

    expect(await failureOf(producer.sendBatch([{ body: Buffer.alloc(1024 * 1024) }], to))).toMatchObject({
      code: 'MessageTooLargeError',
    });
    await producer.sendBatch([{ body: 'small' }], to);

    expect(bodiesOf(await read(namespace, stretch).received(1))).toEqual(['small']);
  });

  it('takes one that is just as large as allowed', async () => {
    const stretch = await aStretch(namespace);
    const producer = aProducer(namespace);
    const batch = await producer.createBatch({ partitionId: stretch.partitionId });
    while (batch.tryAdd({ body: Buffer.alloc(60_000, batch.count) }));
    await producer.sendBatch(batch);

    const events = await read(namespace, stretch, { maxBatchSize: 50 }).received(batch.count);

    expect(events.map(({ body }) => (body as Buffer)[59_999])).toEqual(events.map((_, n) => n));
  });
});

describe(source('Azure/azure-sdk-for-js/sdk/eventhub/event-hubs/src/eventHubBufferedProducerClient.ts'), () => {
  it('takes everything from a buffered producer, each key where the service puts it', async () => {
    const hub = 'shared';
    const failed: unknown[] = [];
    const producer = new EventHubBufferedProducerClient(namespace.connectionString, hub, {
      retryOptions,
      maxWaitTimeInMs: 100,
      onSendEventsErrorHandler: ({ error }) => void failed.push(error),
    });
    const subscription = subscribe(namespace, { hub });
    for (let n = 0; n < 300; n++)
      await producer.enqueueEvent({ body: n }, n % 2 ? { partitionKey: `k${n % 13}` } : undefined);
    await producer.flush();
    await producer.close();

    const events = await subscription.received(300);

    expect(failed).toEqual([]);
    expect(new Set(bodiesOf(events)).size).toBe(300);
    for (const { partitionId, partitionKey } of events)
      if (partitionKey) expect(partitionId).toBe(String(mapPartitionKeyToId(partitionKey, 4)));
  });
});

describe(page('event-hubs/event-hubs-messaging-exceptions'), () => {
  it('refuses a send to a hub that is not there', async () => {
    expect(await failureOf(aProducer(namespace, 'nothing').sendBatch([{ body: 1 }]))).toMatchObject({
      code: 'MessagingEntityNotFoundError',
    });
  });

  it('refuses a send to a partition that is not there', async () => {
    expect(await failureOf(aProducer(namespace).sendBatch([{ body: 1 }], { partitionId: '32' }))).toMatchObject({
      code: 'ArgumentOutOfRangeError',
    });
  });
});

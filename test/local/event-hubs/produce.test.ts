import { EventEmitter, once } from 'node:events';
import { EventHubBufferedProducerClient } from '@azure/event-hubs';
import { expect, it } from 'vitest';
import { mapPartitionKeyToId } from '../../../node_modules/@azure/event-hubs/dist/esm/impl/partitionKeyToIdMapper.js';
import { serverBusy } from '../../../src/local/event-hubs/faults.ts';
import { aProducer, aServer, failureOf, retryOptions, subscribe } from './clients.ts';

it('gives a batch back event by event, with bodies, properties and its own annotations', async () => {
  const server = await aServer();
  const producer = aProducer(server);
  const batch = await producer.createBatch({ partitionId: '0' });
  const before = Date.now();
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

  const events = await subscribe(server, { partitionId: '0' }).received(3);

  expect(events.map(({ body }) => body as unknown)).toEqual([0, 1, 2].map((n) => ({ n, text: 'é' })));
  expect(events.map(({ sequenceNumber }) => sequenceNumber)).toEqual([0, 1, 2]);
  expect(events[1]).toMatchObject({ messageId: 'm1', correlationId: 'c1', contentType: 'application/json' });
  expect(events[1]?.properties).toMatchObject({ name: 'x', count: 5, fine: true });
  expect(Number(events[1]?.properties?.['at'])).toBe(1e12);
  expect(events[1]?.enqueuedTimeUtc.getTime()).toBeGreaterThanOrEqual(before);
  const offsets = events.map(({ offset }) => Number(offset));
  expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
  expect(new Set(offsets).size).toBe(3);
});

it('keeps every kind of body as it was', async () => {
  const server = await aServer();
  const producer = aProducer(server);
  const bodies = ['text', [1, 2], 42, { a: { b: [1] } }, null];
  const batch = await producer.createBatch({ partitionId: '1' });
  for (const body of bodies) batch.tryAdd({ body });
  batch.tryAdd({ body: Buffer.from('raw') });
  batch.tryAdd({ bodyType: 'value', body: { v: 1 } });
  batch.tryAdd({ bodyType: 'sequence', body: [[1, 2]] });
  await producer.sendBatch(batch);

  const received = (await subscribe(server, { partitionId: '1' }).received(8)).map(({ body }) => body as unknown);

  expect(received.slice(0, 5)).toEqual(bodies);
  expect(String(received[5])).toBe('raw');
  expect(received.slice(6)).toEqual([{ v: 1 }, [[1, 2]]]);
});

it.each(['device-7', 'é', 'a-key-of-more-than-twelve-bytes'])(
  "puts the partition key '%s' where the service does and returns it",
  async (key) => {
    const server = await aServer({ hubs: [{ name: 'orders', partitions: 8, consumerGroups: [] }] });
    await aProducer(server).sendBatch([{ body: 1 }, { body: 2 }], { partitionKey: key });

    const events = await subscribe(server).received(2);

    expect(events.map(({ partitionId }) => partitionId)).toEqual(Array(2).fill(String(mapPartitionKeyToId(key, 8))));
    expect(events.map(({ partitionKey }) => partitionKey)).toEqual([key, key]);
  },
);

it('spreads events without key over the partitions', async () => {
  const server = await aServer();
  const producer = aProducer(server);
  for (const body of ['a', 'b', 'c', 'd']) await producer.sendBatch([{ body }]);

  const events = await subscribe(server).received(4);

  expect(events.map(({ partitionId }) => partitionId).toSorted()).toEqual(['0', '0', '1', '1']);
});

it('refuses what is too large for the service, and says so in advance', async () => {
  const server = await aServer();
  const producer = aProducer(server);
  const batch = await producer.createBatch();

  expect(batch.maxSizeInBytes).toBe(1024 * 1024);
  expect(batch.tryAdd({ body: Buffer.alloc(1024 * 1024) })).toBe(false);
  expect(await failureOf(producer.sendBatch([{ body: Buffer.alloc(1024 * 1024) }]))).toMatchObject({
    code: 'MessageTooLargeError',
  });
});

it('takes everything from a buffered producer', async () => {
  const server = await aServer();
  const failed: unknown[] = [];
  const producer = new EventHubBufferedProducerClient(server.connectionString, 'orders', {
    retryOptions,
    maxWaitTimeInMs: 100,
    onSendEventsErrorHandler: ({ error }) => void failed.push(error),
  });
  for (let n = 0; n < 300; n++)
    await producer.enqueueEvent({ body: n }, n % 2 ? { partitionKey: `k${n % 13}` } : undefined);
  await producer.flush();
  await producer.close();

  const events = await subscribe(server).received(300);

  expect(failed).toEqual([]);
  expect(new Set(events.map(({ body }) => body as unknown)).size).toBe(300);
});

it('stores an event once when the SDK repeats a send that was refused as busy', async () => {
  const server = await aServer();
  const producer = aProducer(server);
  server.faults.rejectSends(1, serverBusy);
  await producer.sendBatch([{ body: 'first' }], { partitionId: '0' });
  await producer.sendBatch([{ body: 'second' }], { partitionId: '0' });

  const events = await subscribe(server, { partitionId: '0' }).received(2);

  expect(events.map(({ body }) => body as unknown)).toEqual(['first', 'second']);
});

it('a producer whose socket was reset sends again by itself', async () => {
  const server = await aServer();
  // What was sent into the dead socket counts as lost when the attempt times out.
  const producer = aProducer(server, 'orders', { ...retryOptions, timeoutInMs: 1000 });
  await producer.sendBatch([{ body: 'before' }], { partitionId: '0' });
  server.faults.dropConnections();
  await producer.sendBatch([{ body: 'after' }], { partitionId: '0' });

  const events = await subscribe(server, { partitionId: '0' }).received(2);

  expect(events.map(({ body }) => body as unknown)).toEqual(['before', 'after']);
});

it('signals the hub after its events were stored', async () => {
  const signals = new EventEmitter<Record<`hub:${string}`, []>>();
  const server = await aServer({ signals });
  const signalled = once(signals, 'hub:orders');
  await aProducer(server).sendBatch([{ body: 'x' }]);

  await signalled;

  expect(await subscribe(server).received(1)).toHaveLength(1);
});

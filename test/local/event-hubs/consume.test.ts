import { latestEventPosition, type EventPosition } from '@azure/event-hubs';
import { describe, expect, it } from 'vitest';
import { detachForced } from '../../../src/local/event-hubs/faults.ts';
import { aProducer, aServer, failureOf, subscribe } from './clients.ts';

const START = Date.UTC(2030, 0, 1);

/** Five events of five batches in partition 0, a second apart on the server's clock; the first is at START + 1 s. */
async function fiveEvents() {
  let time = START;
  const tick = () => (time += 1000);
  const server = await aServer({ now: () => time });
  const producer = aProducer(server);
  for (const body of [0, 1, 2, 3, 4]) {
    tick();
    await producer.sendBatch([{ body }], { partitionId: '0' });
  }
  return { server, producer, tick };
}

describe('the start position', () => {
  it.each<{ name: string; position: EventPosition; first: number }>([
    { name: 'after a sequence number', position: { sequenceNumber: 2 }, first: 3 },
    { name: 'at a sequence number', position: { sequenceNumber: 2, isInclusive: true }, first: 2 },
    { name: 'after a time', position: { enqueuedOn: START + 3000 }, first: 3 },
    { name: 'between two times', position: { enqueuedOn: START + 2999 }, first: 2 },
    { name: 'before all', position: { offset: '-1' }, first: 0 },
  ])('$name is event $first', async ({ position, first }) => {
    const { server } = await fiveEvents();

    const events = await subscribe(server, { partitionId: '0', startPosition: position }).received(5 - first);

    expect(events.map(({ body }) => body as number)).toEqual([0, 1, 2, 3, 4].slice(first));
  });

  it('by offset is the event itself or the next', async () => {
    const { server } = await fiveEvents();
    const offset = (await subscribe(server, { partitionId: '0' }).received(5))[2]?.offset ?? '';

    const after = await subscribe(server, { partitionId: '0', startPosition: { offset } }).received(2);
    const from = await subscribe(server, { partitionId: '0', startPosition: { offset, isInclusive: true } }).received(
      3,
    );

    expect(after[0]?.body).toBe(3);
    expect(from[0]?.body).toBe(2);
  });

  it.each<{ name: string; position: EventPosition }>([
    { name: 'the latest', position: latestEventPosition },
    { name: 'now', position: { enqueuedOn: START + 5000 } },
  ])('$name gives only what comes after', async ({ position }) => {
    const { server, producer, tick } = await fiveEvents();
    const subscription = subscribe(server, { partitionId: '0', startPosition: position });
    await subscription.idle();
    tick();
    await producer.sendBatch([{ body: 'live' }], { partitionId: '0' });

    expect((await subscription.received(1)).map(({ body }) => body as unknown)).toEqual(['live']);
  });

  it.each<{ position: EventPosition; message: string }>([
    {
      position: { sequenceNumber: 99 },
      message: "The supplied sequence number '99' is invalid. The last sequence number in the system is '4'",
    },
    {
      position: { offset: '999999' },
      message: "The supplied offset '999999' is invalid. The last offset in the system is",
    },
  ])('behind the end is an error as in the service: $message', async ({ position, message }) => {
    const { server } = await fiveEvents();

    const error = await subscribe(server, { partitionId: '0', startPosition: position }).failure();

    expect(error).toMatchObject({ code: 'ArgumentError' });
    expect(error.message).toContain(message);
  });
});

it('lets each consumer group read everything, whatever the case of its name', async () => {
  const server = await aServer();
  await aProducer(server).sendBatch([{ body: 1 }, { body: 2 }]);

  const [standard, audit] = await Promise.all([
    subscribe(server).received(2),
    subscribe(server, { group: 'Audit' }).received(2),
  ]);

  expect(audit.map(({ body }) => body as unknown)).toEqual(standard.map(({ body }) => body as unknown));
});

it.each([
  {
    what: 'an unknown consumer group',
    reading: { group: 'nobody', partitionId: '0' },
    code: 'MessagingEntityNotFoundError',
  },
  { what: 'an unknown partition', reading: { partitionId: '9' }, code: 'ArgumentOutOfRangeError' },
])('refuses $what', async ({ reading, code }) => {
  const server = await aServer();

  expect(await subscribe(server, reading).failure()).toMatchObject({ code });
});

it('refuses a send to an unknown hub', async () => {
  const server = await aServer();

  expect(await failureOf(aProducer(server, 'nothing').sendBatch([{ body: 1 }]))).toMatchObject({
    code: 'MessagingEntityNotFoundError',
  });
});

it('tells the end of the partition with each event when asked', async () => {
  const { server } = await fiveEvents();

  const events = await subscribe(server, { partitionId: '0', trackLastEnqueuedEventProperties: true }).received(5);

  expect(events[0]?.last?.sequenceNumber).toBe(4);
  expect(events[0]?.last?.offset).toBe(events[4]?.offset);
});

it('sends a long backlog of large events in order, within the credit', async () => {
  const server = await aServer();
  const producer = aProducer(server);
  const body = 'x'.repeat(50_000);
  for (let n = 0; n < 20; n++)
    await producer.sendBatch(Array(20).fill({ body, properties: { n } }), { partitionId: '0' });

  const events = await subscribe(server, { partitionId: '0', maxBatchSize: 7 }).received(400);

  expect(events.map(({ sequenceNumber }) => sequenceNumber)).toEqual(Array.from({ length: 400 }, (_, n) => n));
  expect(events.every((event) => event.body === body)).toBe(true);
});

describe.each([
  { trouble: 'its socket was reset', cause: 'dropConnections' as const },
  { trouble: 'its link was detached by force', cause: 'detachReceivers' as const },
])('a consumer, after $trouble,', ({ cause }) => {
  it('goes on with the next event: none lost, none twice', async () => {
    const server = await aServer();
    const subscription = subscribe(server, { partitionId: '0' });
    await aProducer(server).sendBatch([{ body: 'before' }], { partitionId: '0' });
    await subscription.received(1);

    server.faults[cause](detachForced);
    await aProducer(server).sendBatch([{ body: 'after' }], { partitionId: '0' });
    await subscription.received(2);
    await subscription.idle();

    expect(subscription.events.map(({ body }) => body as unknown)).toEqual(['before', 'after']);
  });
});

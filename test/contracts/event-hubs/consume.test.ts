import { setTimeout as delay } from 'node:timers/promises';
import { latestEventPosition, type EventPosition } from '@azure/event-hubs';
import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { aNamespace, aProducer, aStretch, bodiesOf, read, subscribe, type Stretch } from './clients.ts';

const namespace = await aNamespace();

/** Five events in batches of one, each enqueued at a time of its own. */
async function fiveEvents() {
  const stretch = await aStretch(namespace);
  const producer = aProducer(namespace);
  for (const body of [0, 1, 2, 3, 4]) {
    await producer.sendBatch([{ body }], { partitionId: stretch.partitionId });
    await delay(2); // the next millisecond
  }
  const events = await read(namespace, stretch).received(5);
  return { stretch, events };
}

let shared: Promise<Five> | undefined;
/** The five events of checks that send nothing more. */
const theFive = () => (shared ??= fiveEvents());

type Five = Awaited<ReturnType<typeof fiveEvents>>;

describe(page('event-hubs/event-hubs-features#stream-offsets'), () => {
  it.each<{ name: string; position: (five: Five) => EventPosition; first: number }>([
    { name: 'after a sequence number', position: at(({ sequenceNumber }) => ({ sequenceNumber })), first: 3 },
    {
      name: 'at a sequence number',
      position: at(({ sequenceNumber }) => ({ sequenceNumber, isInclusive: true })),
      first: 2,
    },
    { name: 'after an offset', position: at(({ offset }) => ({ offset })), first: 3 },
    { name: 'at an offset', position: at(({ offset }) => ({ offset, isInclusive: true })), first: 2 },
    { name: 'after a time', position: at(({ enqueuedTimeUtc }) => ({ enqueuedOn: enqueuedTimeUtc })), first: 3 },
    {
      name: 'just before a time',
      position: at(({ enqueuedTimeUtc }) => ({ enqueuedOn: enqueuedTimeUtc.getTime() - 1 })),
      first: 2,
    },
  ])('starts $name at event $first', async ({ position, first }) => {
    const five = await theFive();

    const events = await read(namespace, five.stretch, { startPosition: position(five) }).received(5 - first);

    expect(bodiesOf(events)).toEqual([0, 1, 2, 3, 4].slice(first));
  });

  it('starts before all events at offset -1', async () => {
    const { stretch } = await theFive();

    const events = await read(namespace, stretch, { startPosition: { offset: '-1' } }).received(stretch.first + 5);

    expect(events.slice(-5).map(({ sequenceNumber }) => sequenceNumber - stretch.first)).toEqual([0, 1, 2, 3, 4]);
  });

  it.each<{ name: string; position: (five: Five) => EventPosition }>([
    { name: 'the latest', position: () => latestEventPosition },
    { name: 'the last sequence number', position: at(({ sequenceNumber }) => ({ sequenceNumber }), 4) },
    { name: 'the last offset', position: at(({ offset }) => ({ offset }), 4) },
    { name: 'now', position: () => ({ enqueuedOn: Date.now() }) },
  ])('gives from $name on only what comes after', async ({ position }) => {
    const five = await fiveEvents();
    const subscription = read(namespace, five.stretch, { startPosition: position(five) });
    await subscription.idle();
    await aProducer(namespace).sendBatch([{ body: 'live' }], { partitionId: five.stretch.partitionId });

    expect(bodiesOf(await subscription.received(1))).toEqual(['live']);
  });

  it.each<{ what: string; position: EventPosition; message: RegExp }>([
    {
      what: 'sequence number',
      position: { sequenceNumber: 999_999 },
      message: /The supplied sequence number '999999' is invalid. The last sequence number in the system is '\d+'/,
    },
    {
      what: 'offset',
      position: { offset: '999999999' },
      message: /The supplied offset '999999999' is invalid. The last offset in the system is '\d+'/,
    },
  ])('refuses a $what behind the end', async ({ position, message }) => {
    const { stretch } = await theFive();

    const error = await read(namespace, stretch, { startPosition: position }).refusal();

    expect(error).toMatchObject({ code: 'ArgumentError' });
    expect(error.message).toMatch(message);
  });
});

function at(position: (event: Five['events'][number]) => EventPosition, n = 2): (five: Five) => EventPosition {
  return ({ events }) => position(events[n] ?? expect.fail('Fewer events than sent'));
}

describe(page('event-hubs/event-hubs-features#consumer-groups'), () => {
  it('lets each consumer group read everything, whatever the case of its name', async () => {
    const stretch = await aStretch(namespace);
    await aProducer(namespace).sendBatch([{ body: 1 }, { body: 2 }], { partitionId: stretch.partitionId });

    const [standard, audit] = await Promise.all([
      read(namespace, stretch).received(2),
      read(namespace, stretch, { group: 'Audit' }).received(2),
    ]);

    expect(bodiesOf(audit)).toEqual(bodiesOf(standard));
  });

  it('refuses a consumer group that is not there', async () => {
    const failure = subscribe(namespace, { group: 'nobody', partitionId: '0' }).refusal();

    expect(await failure).toMatchObject({ code: 'MessagingEntityNotFoundError' });
  });

  it('refuses a partition that is not there', async () => {
    const failure = subscribe(namespace, { partitionId: '32' }).refusal();

    expect(await failure).toMatchObject({ code: 'ArgumentOutOfRangeError' });
  });

  it('gives the events of a hub from all its partitions', async () => {
    const hub = 'keyed';
    const producer = aProducer(namespace, hub);
    const { partitionIds: ids } = await producer.getEventHubProperties();
    const ends = await Promise.all(ids.map((id) => producer.getPartitionProperties(id)));
    const startPosition = Object.fromEntries(
      ends.map(({ partitionId, lastEnqueuedSequenceNumber }) => [
        partitionId,
        { sequenceNumber: lastEnqueuedSequenceNumber + 1, isInclusive: true },
      ]),
    );
    for (const partitionId of ids) await producer.sendBatch([{ body: partitionId }], { partitionId });

    const events = await subscribe(namespace, { hub, startPosition }).received(ids.length);

    expect(events.map(({ partitionId }) => partitionId).toSorted()).toEqual(ids);
    expect(events.every(({ body, partitionId }) => body === partitionId)).toBe(true);
  });
});

describe(page('event-hubs/event-hubs-availability-and-consistency'), () => {
  it('keeps the order of a partition, for a long backlog of large events and within the credit', async () => {
    const stretch = await aStretch(namespace);
    const producer = aProducer(namespace);
    const body = 'x'.repeat(50_000);
    for (let n = 0; n < 10; n++)
      await producer.sendBatch(Array(20).fill({ body, properties: { n } }), { partitionId: stretch.partitionId });

    const events = await read(namespace, stretch, { maxBatchSize: 7 }).received(200);

    expect(events.map(({ properties }) => properties?.['n'] as number)).toEqual(
      Array.from({ length: 200 }, (_, n) => Math.floor(n / 20)),
    );
    expect(events.map(({ sequenceNumber }) => sequenceNumber - stretch.first)).toEqual(events.map((_, n) => n));
    expect(events.every((event) => event.body === body)).toBe(true);
  });

  it('keeps the order of sends that overlap on one link', async () => {
    const stretch = await aStretch(namespace);
    const producer = aProducer(namespace);
    const to = { partitionId: stretch.partitionId };
    await producer.sendBatch([{ body: -1 }], to); // opens the link
    const bodies = Array.from({ length: 60 }, (_, n) => n);
    await Promise.all(bodies.map((body) => producer.sendBatch([{ body }, { body: `${body} too` }], to)));

    const events = await read(namespace, stretch).received(121);

    expect(bodiesOf(events).slice(1)).toEqual(bodies.flatMap((body) => [body, `${body} too`]));
  });
});

describe(source('Azure/azure-sdk-for-js/sdk/eventhub/event-hubs/src/models/public.ts'), () => {
  const lastOf = async (stretch: Stretch) => aProducer(namespace).getPartitionProperties(stretch.partitionId);

  it('tells the end of the partition with each event when asked', async () => {
    const { stretch, events: five } = await theFive();

    const events = await read(namespace, stretch, { trackLastEnqueuedEventProperties: true }).received(5);

    const end = await lastOf(stretch);
    expect(events[0]?.last).toMatchObject({ sequenceNumber: five[4]?.sequenceNumber, offset: five[4]?.offset });
    expect(events[0]?.last?.enqueuedOn?.getTime()).toBe(end.lastEnqueuedOnUtc.getTime());
  });

  it('tells nothing of the end of the partition when not asked', async () => {
    const { stretch } = await theFive();

    const events = await read(namespace, stretch).received(5);

    expect(events[0]?.last).toBeUndefined();
  });
});

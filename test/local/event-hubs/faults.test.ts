import { describe, expect, it } from 'vitest';
import { aProducer, bodiesOf, failureOf, retryOptions, subscribe } from '../../contracts/event-hubs/clients.ts';
import { aTroubledServer, type Trouble } from './servers.ts';

/** What was sent into a dead socket counts as lost when the attempt times out. */
const shortPatience = { ...retryOptions, timeoutInMs: 1000 };
const toPartition = { partitionId: '0' };

describe('a send', () => {
  it.each<{ what: string; trouble: Trouble; stored: string[] }>([
    { what: 'that is refused as busy', trouble: { kind: 'error', status: 503 }, stored: ['a', 'b'] },
    { what: 'that fails inside', trouble: { kind: 'error', status: 500 }, stored: ['a', 'b'] },
    { what: 'that comes late', trouble: { kind: 'latency', ms: 80 }, stored: ['a', 'b'] },
    { what: 'cut off before it was stored', trouble: { kind: 'drop', when: 'before' }, stored: ['a', 'b'] },
    { what: 'cut off before its answer', trouble: { kind: 'drop', when: 'after' }, stored: ['a', 'a', 'b'] },
    { what: 'made twice', trouble: { kind: 'duplicate' }, stored: ['a', 'a', 'b'] },
  ])('$what is repeated by the SDK: $stored', async ({ trouble, stored }) => {
    const { server, next } = await aTroubledServer();
    const producer = aProducer(server, 'orders', shortPatience);
    next('^send orders/0$', trouble);

    await producer.sendBatch([{ body: 'a' }], toPartition);
    await producer.sendBatch([{ body: 'b' }], toPartition);

    const events = await subscribe(server, toPartition).received(stored.length);
    expect(bodiesOf(events)).toEqual(stored);
    expect(events.map(({ sequenceNumber }) => sequenceNumber)).toEqual(stored.map((_, n) => n));
  });

  it.each([
    { trouble: { status: 404 }, code: 'MessagingEntityNotFoundError' },
    { trouble: { status: 401 }, code: 'UnauthorizedError' },
    { trouble: { status: 503, retryAfterMs: 4000 }, code: 'ServerBusyError', message: 'Please wait 4 seconds' },
    { trouble: { status: 500, code: 'amqp:link:detach-forced' }, code: 'DetachForcedError' },
    { trouble: { status: 418 }, code: 'NotImplementedError', message: 'A fault with status 418 and without code' },
  ])('refused with $trouble is a $code', async ({ trouble, code, message = '' }) => {
    const { server, next } = await aTroubledServer();
    next('^send orders/-$', { kind: 'error', ...trouble }, 9);

    const error = await failureOf(aProducer(server).sendBatch([{ body: 1 }]));

    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
  });

  it('held up holds up what is behind it on its link: the order stays', async () => {
    const { server, next } = await aTroubledServer();
    const producer = aProducer(server);
    await producer.sendBatch([{ body: 0 }], toPartition);
    next('^send', { kind: 'latency', ms: 150 });

    await Promise.all([1, 2, 3].map((body) => producer.sendBatch([{ body }], toPartition)));

    expect(bodiesOf(await subscribe(server, toPartition).received(4))).toEqual([0, 1, 2, 3]);
  });
});

it.each<{ operation: string; trouble: Trouble }>([
  { operation: '^send', trouble: { kind: 'latency', ms: 500 } },
  { operation: '^receive', trouble: { kind: 'latency', ms: 500 } },
  { operation: '^receive', trouble: { kind: 'late', ms: 500 } },
  { operation: '^connect', trouble: { kind: 'latency', ms: 500 } },
])('an event arrives after $trouble of "$operation", not before', async ({ operation, trouble }) => {
  const { server, next } = await aTroubledServer();
  next(operation, trouble);
  const start = performance.now();
  await aProducer(server).sendBatch([{ body: 1 }], toPartition);

  await subscribe(server, toPartition).received(1);

  expect(performance.now() - start).toBeGreaterThanOrEqual(499); // a timer may be a fraction early
});

describe('a receiver', () => {
  it.each<Trouble>([
    { kind: 'late', ms: 120 },
    { kind: 'latency', ms: 120 },
    { kind: 'error', status: 500, code: 'amqp:link:detach-forced' },
    { kind: 'error', status: 503 },
    { kind: 'drop', when: 'before' },
    { kind: 'drop', when: 'after' },
  ])('that meets %o gets every event, in order and once', async (trouble) => {
    const { server, faults, next } = await aTroubledServer();
    await aProducer(server).sendBatch(
      [1, 2, 3, 4].map((body) => ({ body })),
      toPartition,
    );
    next('^receive orders/0$', { kind: 'late', ms: 1 }, 2); // events 1 and 2
    const subscription = subscribe(server, toPartition);
    await subscription.received(2);
    next('^receive orders/0$', trouble);
    await aProducer(server).sendBatch([{ body: 5 }], toPartition);

    await subscription.received(5);
    await subscription.idle();

    expect(bodiesOf(subscription.events)).toEqual([1, 2, 3, 4, 5]);
    expect(faults.inForce()).toEqual([]);
  });

  it('whose partition another takes over is told so, and starts again where it likes', async () => {
    const { server, next } = await aTroubledServer();
    await aProducer(server).sendBatch([{ body: 'once' }], toPartition);
    next('^receive', { kind: 'error', status: 410, code: 'amqp:link:stolen' });

    expect(await subscribe(server, toPartition).failure()).toMatchObject({ code: 'ReceiverDisconnectedError' });
    expect(bodiesOf(await subscribe(server, toPartition).received(1))).toEqual(['once']);
  });
});

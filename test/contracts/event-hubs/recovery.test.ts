import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { partsOf } from './amqp-client.ts';
import { aNamespace, aProducer, aStretch, bodiesOf, failureOf, read, retryOptions, type Stretch } from './clients.ts';

const { control, ...namespace } = await aNamespace('event-hubs', '--control');

const post = async (path: string, body: object) => {
  const response = await fetch(`${control}${path}`, { method: 'POST', body: JSON.stringify(body) });
  expect(response.ok).toBe(true);
  return (await response.json()) as { id: string };
};

/** @param times how many operations meet the trouble. */
const trouble = (kind: object, operation?: string, times?: number) =>
  post('/faults', { service: 'event-hubs', trouble: kind, operation, times });

const removeFaults = () => fetch(`${control}/faults`, { method: 'DELETE' });
afterEach(removeFaults);

/** Every connection is reset, and new ones are welcome. */
async function resetConnections() {
  await trouble({ kind: 'down' });
  await removeFaults();
}

const send = (body: string, { partitionId }: Stretch, producer = aProducer(namespace)) =>
  producer.sendBatch([{ body }], { partitionId });

describe(page('event-hubs/event-hubs-amqp-troubleshoot'), () => {
  it.each([
    { what: 'its socket was reset', cause: resetConnections },
    {
      what: 'its link was detached by force',
      cause: () => trouble({ kind: 'error', status: 500, code: 'amqp:link:detach-forced' }, '^receive', 1),
    },
  ])('lets a consumer, after $what, go on with the next event: none lost, none twice', async ({ cause }) => {
    const stretch = await aStretch(namespace);
    const subscription = read(namespace, stretch);
    await send('before', stretch);
    await subscription.received(1);

    await cause();
    await send('after', stretch);
    await subscription.received(2);
    await subscription.idle();

    expect(bodiesOf(subscription.events)).toEqual(['before', 'after']);
  });

  it('lets a producer, after its socket was reset, send again', async () => {
    const stretch = await aStretch(namespace);
    // What was sent into the dead socket counts as lost when the attempt times out.
    const producer = aProducer(namespace, 'orders', { ...retryOptions, timeoutInMs: 1000 });
    await send('before', stretch, producer);

    await resetConnections();
    await send('after', stretch, producer);

    expect(bodiesOf(await read(namespace, stretch).received(2))).toEqual(['before', 'after']);
  });
});

describe(page('event-hubs/event-hubs-messaging-exceptions'), () => {
  it('stores an event once when the SDK repeats a send that was refused as busy', async () => {
    const stretch = await aStretch(namespace);
    const producer = aProducer(namespace);
    await trouble({ kind: 'error', status: 503 }, '^send', 1);

    await send('first', stretch, producer);
    await send('second', stretch, producer);

    expect(bodiesOf(await read(namespace, stretch).received(2))).toEqual(['first', 'second']);
  });

  it('tells a producer whose retries are used up that the server was busy', async () => {
    const stretch = await aStretch(namespace);
    await trouble({ kind: 'error', status: 503 }, '^send');

    expect(await failureOf(send('never', stretch))).toMatchObject({ code: 'ServerBusyError' });

    await removeFaults();
    await send('now', stretch);
    expect(bodiesOf(await read(namespace, stretch).received(1))).toEqual(['now']);
  });
});

describe(source('Azure/azure-sdk-for-js/sdk/eventhub/event-hubs/src/eventHubSender.ts'), () => {
  it('has a batch twice whose acknowledgement was lost: a producer sends at least once', async () => {
    const stretch = await aStretch(namespace);
    const producer = aProducer(namespace, 'orders', { ...retryOptions, timeoutInMs: 1000 });
    await trouble({ kind: 'drop', when: 'after' }, '^send', 1);

    await send('again', stretch, producer);

    expect(bodiesOf(await read(namespace, stretch).received(2))).toEqual(['again', 'again']);
  });
});

describe(page('service-bus-messaging/service-bus-amqp-protocol-guide#claims-based-authorization'), () => {
  it('drops a connection on which no token was put within twenty seconds', async () => {
    const { host, port } = partsOf(namespace);
    const socket = connect(port, host);
    await once(socket, 'connect');
    await send('there and back', await aStretch(namespace)); // the server has accepted the other connection

    await post('/clock', { advanceMs: 20_000 });

    socket.resume();
    await once(socket, 'close');
  });

  it('keeps a connection on which one was put', async () => {
    const stretch = await aStretch(namespace);
    const subscription = read(namespace, stretch);
    await subscription.idle();

    await post('/clock', { advanceMs: 20_000 });
    await send('still here', stretch);

    expect(bodiesOf(await subscription.received(1))).toEqual(['still here']);
  });
});

describe(page('event-hubs/event-hubs-features#event-retention'), () => {
  it('forgets events after the retention time, and goes on counting', async () => {
    const stretch = await aStretch(namespace);
    const producer = aProducer(namespace);
    await send('old', stretch, producer);
    await post('/clock', { advanceMs: 12 * 3_600_000 });
    await send('younger', stretch, producer);
    await post('/clock', { advanceMs: 12 * 3_600_000 + 1000 });

    expect(await producer.getPartitionProperties(stretch.partitionId)).toMatchObject({
      beginningSequenceNumber: stretch.first + 1,
      lastEnqueuedSequenceNumber: stretch.first + 1,
      isEmpty: false,
    });
    expect(bodiesOf(await read(namespace, stretch).received(1))).toEqual(['younger']);

    await post('/clock', { advanceMs: 12 * 3_600_000 });
    expect(await producer.getPartitionProperties(stretch.partitionId)).toMatchObject({
      lastEnqueuedSequenceNumber: stretch.first + 1,
      isEmpty: true,
    });
    await send('new', stretch, producer);
    const [event] = await read(namespace, stretch).received(1);
    expect(event).toMatchObject({ body: 'new', sequenceNumber: stretch.first + 2 });
  });
});

import { once } from 'node:events';
import rhea, { type EventContext } from 'rhea';
import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { anAmqpClient, ask, encode, outcomeOf, refusalOf } from './amqp-client.ts';
import { aNamespace, aProducer, aStretch, bodiesOf, read } from './clients.ts';

const namespace = await aNamespace();

const dataSection = rhea.message.data_section as (bytes: Buffer) => object;
const dataSections = rhea.message.data_sections as (bytes: Buffer[]) => object;
const BATCH = 0x80013700;

async function aClientOf(path: string) {
  const client = await anAmqpClient(namespace);
  await client.putToken(path);
  return client;
}

/** A partition's address to receive from, in the default group. */
const sourceOf = (partitionId: string) => `orders/ConsumerGroups/$Default/Partitions/${partitionId}`;

describe(page('service-bus-messaging/service-bus-amqp-protocol-guide#messages'), () => {
  it('takes a message that is no batch as one event, all of it kept but the annotations that are the service’s', async () => {
    const { partitionId, first } = await aStretch(namespace);
    const client = await aClientOf('orders');
    const sender = await client.openSender(`orders/Partitions/${partitionId}`);
    const receiver = client.connection.open_receiver({ source: { address: sourceOf(partitionId) } });
    const received = once(receiver, 'message');

    const message = {
      message_annotations: { mine: rhea.types.wrap_ubyte(7), 'x-opt-offset': 'forged' },
      subject: 'sub',
      body: dataSection(Buffer.from('raw')),
    };
    expect(await outcomeOf(sender, encode(message))).toMatchObject({ condition: 'accepted' });

    const [{ message: event }] = (await received) as [EventContext];
    expect(event).toMatchObject({ subject: 'sub', message_annotations: { mine: 7, 'x-opt-sequence-number': first } });
    expect(event?.message_annotations?.['x-opt-offset']).toMatch(/^\d+$/);
    expect(event?.message_annotations?.['x-opt-enqueued-time']).toBeInstanceOf(Date);
    expect(String((event?.body as { content: Buffer }).content)).toBe('raw');
  });

  it.each([
    { what: 'bytes that are no message', bytes: Buffer.from('hello'), format: 0 },
    {
      what: 'a batch with an event that is none',
      bytes: encode({ body: dataSections([encode({ body: 'fine' }), Buffer.from('hello')]) }),
      format: BATCH,
    },
    { what: 'a batch without events', bytes: encode({ body: 'x' }), format: BATCH },
    {
      what: 'a section longer than the message',
      bytes: Buffer.from([0x00, 0x53, 0x75, 0xb0, 0xff, 0xff, 0xff, 0xff, 1]),
      format: 0,
    },
  ])('rejects $what, stores nothing of it and takes the next message', async ({ bytes, format }) => {
    const stretch = await aStretch(namespace);
    const client = await aClientOf('orders');
    const sender = await client.openSender(`orders/Partitions/${stretch.partitionId}`);

    expect(await outcomeOf(sender, bytes, format)).toMatchObject({ condition: 'amqp:decode-error' });
    expect(await outcomeOf(sender, encode({ body: 'next' }))).toMatchObject({ condition: 'accepted' });

    const [event] = await read(namespace, stretch).received(1);
    expect(event).toMatchObject({ body: 'next', sequenceNumber: stretch.first });
  });

  it('stores what was sent settled, and answers nothing', async () => {
    const stretch = await aStretch(namespace);
    const client = await aClientOf('orders');
    const sender = await client.openSender({ target: `orders/Partitions/${stretch.partitionId}`, snd_settle_mode: 1 });
    if (!sender.sendable()) await once(sender, 'sendable');
    sender.send({ body: 'fired' });

    expect(bodiesOf(await read(namespace, stretch).received(1))).toEqual(['fired']);
  });
});

describe(page('service-bus-messaging/service-bus-amqp-protocol-guide#links'), () => {
  it('attaches a link under the name that the client gave it, and closes it as asked', async () => {
    const client = await aClientOf('orders');
    const sender = await client.openSender({ target: 'orders', name: 'mine' });
    const closed = once(sender, 'sender_close');
    sender.close();

    await closed;
    expect(sender.name).toBe('mine');
    expect(sender.error).toBeUndefined();
  });

  it('takes the address of an entity in any case, with or without the namespace in front', async () => {
    const { partitionId } = await aStretch(namespace);
    const client = await aClientOf('orders');

    for (const target of [`ORDERS/partitions/${partitionId}`, `amqp://localhost/orders/Partitions/${partitionId}`])
      expect(await outcomeOf(await client.openSender({ target, name: target }), encode({ body: 1 }))).toMatchObject({
        condition: 'accepted',
      });
  });

  it('takes no events on the address of a consumer group', async () => {
    const { partitionId } = await aStretch(namespace);
    const client = await aClientOf('orders');

    const refusal = await refusalOf(await client.openSender(sourceOf(partitionId)));

    expect(refusal).toMatchObject({ condition: 'amqp:not-allowed' });
  });

  it('gives no events from a hub without partition', async () => {
    const client = await aClientOf('orders');

    const refusal = await refusalOf(await client.openReceiver({ source: 'orders' }));

    expect(refusal).toMatchObject({ condition: 'com.microsoft:argument-out-of-range' });
  });
});

describe(page('service-bus-messaging/service-bus-amqp-protocol-guide#flow-control'), () => {
  it('sends no more than the credit, and gives the rest back when the client drains it', async () => {
    const { partitionId } = await aStretch(namespace);
    const ten = () => aProducer(namespace).sendBatch(Array(10).fill({ body: 'x' }), { partitionId });
    await ten();
    const client = await aClientOf('orders');
    const receiver = await client.openReceiver({ source: { address: sourceOf(partitionId) }, credit_window: 0 });
    const events = Array.from({ length: 10 }, () => Promise.withResolvers<undefined>());
    let count = 0;
    receiver.on('message', () => events[count++]?.resolve(undefined));

    receiver.add_credit(4);
    await events[3]?.promise;
    await client.putToken('orders'); // there and back: what follows the fourth event would be here now
    expect(count).toBe(4);

    receiver.add_credit(100);
    receiver.drain_credit();
    await once(receiver, 'receiver_drained');
    expect(count).toBe(10);

    // Credit that was given back does not count any more.
    await ten();
    receiver.drain = false;
    receiver.add_credit(1);
    await once(receiver, 'message');
    await client.putToken('orders');
    expect(count).toBe(11);
  });
});

describe(source('Azure/azure-sdk-for-js/sdk/eventhub/event-hubs/src/managementClient.ts'), () => {
  it('answers a question about a hub that is not there with 404', async () => {
    const client = await aClientOf('');
    const question = { operation: 'READ', type: 'com.microsoft:eventhub', name: 'nothing' };

    const answer = await ask(client.connection, '$management', { application_properties: question });

    expect(answer).toMatchObject({ status: 404 });
    expect(answer.description).toMatch(/The messaging entity .*nothing.* could not be found/);
  });
});

import { once } from 'node:events';
import rhea, { type EventContext, type Message, type Receiver, type Sender } from 'rhea';
import { expect, it } from 'vitest';
import { anAmqpClient } from './amqp-client.ts';
import { aProducer, aServer, subscribe } from './clients.ts';

/** What a send comes to: `accepted`, or the condition of the refusal. */
async function outcomeOf(sender: Sender, message: Message | Buffer, format = 0): Promise<string> {
  if (!sender.sendable()) await once(sender, 'sendable');
  sender.send(message, undefined, format);
  const outcome = await Promise.race([once(sender, 'accepted'), once(sender, 'rejected')]);
  const [{ delivery }] = outcome as [EventContext];
  const error = (delivery?.remote_state as { error?: { condition: string } } | undefined)?.error;
  return error?.condition ?? 'accepted';
}

/** The condition with which the server closes a link. */
async function refusalOf(
  link: Sender | Receiver,
  kind: 'sender' | 'receiver',
): Promise<{ condition: string; description: string }> {
  if (!link.error) await once(link, `${kind}_close`);
  const { condition, description } = link.error as { condition: string; description: string };
  return { condition, description };
}

const dataSection = rhea.message.data_section as (bytes: Buffer) => object;
const dataSections = rhea.message.data_sections as (bytes: Buffer[]) => object;
const encode = (message: Message) => rhea.message.encode(message);

it('a message that is no batch is one event, all its bytes kept but for the annotations', async () => {
  const server = await aServer();
  const client = await anAmqpClient(server.port);
  await client.putToken('orders');
  const odd = rhea.types.wrap_ubyte(7);
  const sender = await client.openSender('orders/Partitions/0');
  const receiver = client.connection.open_receiver({
    source: { address: 'orders/ConsumerGroups/$Default/Partitions/0' },
  });
  const received = once(receiver, 'message');

  const message = {
    message_annotations: { mine: odd, 'x-opt-offset': 'forged' },
    header: undefined,
    subject: 'sub',
    body: dataSection(Buffer.from('raw')),
  };
  expect(await outcomeOf(sender, encode(message as unknown as Message))).toBe('accepted');

  const [{ message: event }] = (await received) as [EventContext];
  expect(event).toMatchObject({
    subject: 'sub',
    message_annotations: { mine: 7, 'x-opt-sequence-number': 0, 'x-opt-offset': '0' },
  });
  expect(String((event?.body as { content: Buffer }).content)).toBe('raw');
});

it.each([
  { what: 'bytes that are no message', bytes: Buffer.from('hello'), format: 0 },
  {
    what: 'a batch with an event that is none',
    bytes: encode({ body: dataSections([Buffer.from('hello')]) }),
    format: 0x80013700,
  },
  { what: 'a batch without events', bytes: encode({ body: 'x' }), format: 0x80013700 },
  { what: 'an unknown message format', bytes: encode({ body: 'x' }), format: 77 },
  {
    what: 'a section longer than the message',
    bytes: Buffer.from([0x00, 0x53, 0x75, 0xb0, 0xff, 0xff, 0xff, 0xff, 1]),
    format: 0,
  },
])('rejects $what and takes the next message', async ({ bytes, format }) => {
  const server = await aServer();
  const client = await anAmqpClient(server.port);
  await client.putToken('orders');
  const sender = await client.openSender('orders/Partitions/0');

  expect(await outcomeOf(sender, bytes, format)).toBe('amqp:decode-error');
  expect(await outcomeOf(sender, encode({ body: 'fine' }))).toBe('accepted');

  expect((await subscribe(server, { partitionId: '0' }).received(1))[0]).toMatchObject({
    body: 'fine',
    sequenceNumber: 0,
  });
});

it('rejects a partition key on a link to a partition', async () => {
  const server = await aServer();
  const client = await anAmqpClient(server.port);
  await client.putToken('orders');
  const sender = await client.openSender('orders/Partitions/0');

  const message = { message_annotations: { 'x-opt-partition-key': 'k' }, body: 'x' };
  expect(await outcomeOf(sender, encode(message))).toBe('com.microsoft:argument-error');
});

it.each([
  {
    what: 'the idempotent producer',
    sender: { target: 'orders', desired_capabilities: 'com.microsoft:idempotent-producer' },
    names: 'The idempotent producer',
  },
  { what: 'a publisher address', sender: { target: 'orders/Publishers/p' }, names: 'A publisher address' },
])('refuses $what by name', async ({ sender, names }) => {
  const server = await aServer();
  const client = await anAmqpClient(server.port);
  await client.putToken('orders');

  const refusal = await refusalOf(await client.openSender(sender), 'sender');

  expect(refusal).toEqual({
    condition: 'amqp:not-implemented',
    description: `${names} is not supported by the local Event Hubs.`,
  });
});

it.each([
  {
    what: 'filter',
    filter: { 'apache.org:no-local-filter:list': true },
    names: "The filter 'apache.org:no-local-filter:list'",
  },
  {
    what: 'selector',
    filter: { 'apache.org:selector-filter:string': "color = 'red'" },
    names: `The selector "color = 'red'"`,
  },
])('refuses an unknown $what by name', async ({ filter, names }) => {
  const server = await aServer();
  const client = await anAmqpClient(server.port);
  await client.putToken('orders');

  const source = { address: 'orders/ConsumerGroups/$Default/Partitions/0', filter };
  const refusal = await refusalOf(await client.openReceiver({ source: source }), 'receiver');

  expect(refusal).toEqual({
    condition: 'amqp:not-implemented',
    description: `${names} is not supported by the local Event Hubs.`,
  });
});

it('lets nobody in without a token for the very hub, or with one that has expired', async () => {
  const hubs = ['orders', 'other'].map((name) => ({ name, partitions: 1, consumerGroups: [] }));
  const server = await aServer({ hubs });
  const client = await anAmqpClient(server.port);

  expect(await refusalOf(await client.openSender('orders'), 'sender')).toMatchObject({
    condition: 'amqp:unauthorized-access',
  });
  expect(await client.putToken('other')).toMatchObject({ status: 202 });
  expect(await client.putToken('orders', { seconds: -1 })).toMatchObject({ status: 401 });
  expect(await refusalOf(await client.openSender({ target: 'orders', name: 'again' }), 'sender')).toMatchObject({
    condition: 'amqp:unauthorized-access',
  });
});

it('refuses an Entra token by name', async () => {
  const server = await aServer();
  const client = await anAmqpClient(server.port);

  expect(await client.putToken('orders', { type: 'jwt' })).toEqual({
    status: 501,
    description: "The token type 'jwt' is not supported by the local Event Hubs.",
  });
});

it('sends no more than the credit, and says so when the client drains it', async () => {
  const server = await aServer();
  await aProducer(server).sendBatch(Array(10).fill({ body: 'x' }), { partitionId: '0' });
  const client = await anAmqpClient(server.port);
  await client.putToken('orders');
  const source = { address: 'orders/ConsumerGroups/$Default/Partitions/0' };
  const receiver = await client.openReceiver({ source, credit_window: 0 });
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
  await aProducer(server).sendBatch(Array(10).fill({ body: 'x' }), { partitionId: '0' });
  receiver.drain = false;
  receiver.add_credit(1);
  await once(receiver, 'message');
  await client.putToken('orders');
  expect(count).toBe(11);
});

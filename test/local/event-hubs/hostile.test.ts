import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { EventHubProducerClient } from '@azure/event-hubs';
import rhea from 'rhea';
import { expect, it, onTestFinished } from 'vitest';
import { anAmqpClient } from '../../contracts/event-hubs/amqp-client.ts';
import { aProducer, retryOptions, subscribe } from '../../contracts/event-hubs/clients.ts';
import { seededRandom } from './seeded-random.ts';
import { aServer } from './servers.ts';

/** Sends bytes and then ends; resolves when the server has closed the connection, however it did. */
async function throwAt(port: number, ...chunks: Buffer[]): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined).resume();
  await once(socket, 'connect');
  for (const chunk of chunks) socket.write(chunk);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.end();
  await closed;
}

const AMQP = Buffer.from('AMQP\0\x01\0\0', 'latin1');
const SASL = Buffer.from('AMQP\x03\x01\0\0', 'latin1');
/** A frame of channel 0 with the given body. */
function frame(...body: number[]): Buffer {
  const bytes = Buffer.from([0, 0, 0, 0, 2, 0, 0, 0, ...body]);
  bytes.writeUInt32BE(bytes.length);
  return bytes;
}
/** A performative with its fields, encoded; short enough for a list8. */
const performative = (code: number, count: number, ...fields: number[]) =>
  frame(0x00, 0x53, code, 0xc0, fields.length + 1, count, ...fields);
const ZERO = 0x43;
const NULL = 0x40;
const TRUE = 0x41;
const FALSE = 0x42;
const NAME = [0xa1, 1, 0x78];
const OPEN = performative(0x10, 1, ...NAME);
const BEGIN = performative(0x11, 4, NULL, ZERO, 0x52, 100, 0x52, 100);

it.each([
  { what: 'HTTP', chunks: [Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')] },
  { what: 'a TLS hello', chunks: [Buffer.from('16030100c8010000c40303', 'hex')] },
  { what: 'half a header', chunks: [Buffer.from('AMQ')] },
  { what: 'a frame of no size', chunks: [AMQP, Buffer.alloc(16)] },
  { what: 'a frame larger than agreed', chunks: [AMQP, Buffer.from([0x7f, 0xff, 0xff, 0xff, 2, 0, 0, 0])] },
  { what: 'an unknown performative', chunks: [AMQP, frame(0x00, 0x53, 0x77, 0x45)] },
  { what: 'a frame that is a number', chunks: [AMQP, frame(0x54, 7)] },
  {
    what: 'SASL with an answer before the question',
    chunks: [SASL, Buffer.from([0, 0, 0, 12, 2, 1, 0, 0, 0x00, 0x53, 0x43, 0x45])],
  },
  { what: 'a transfer on no link', chunks: [AMQP, OPEN, BEGIN, performative(0x14, 1, 0x52, 9)] },
  {
    what: 'an array of four billion nothings',
    chunks: [AMQP, frame(0x00, 0x53, 0x10, 0xf0, 0, 0, 0, 5, 0xff, 0xff, 0xff, 0xff, 0x40)],
  },
  {
    what: 'a disposition of four billion deliveries',
    chunks: [AMQP, OPEN, BEGIN, performative(0x15, 3, TRUE, ZERO, 0x70, 0xff, 0xff, 0xff, 0xfe)],
  },
  {
    what: 'an attach without source and target',
    chunks: [AMQP, OPEN, BEGIN, performative(0x12, 3, ...NAME, ZERO, TRUE)],
  },
])('closes the connection of a peer that sends $what, and serves the next one', async ({ chunks }) => {
  const server = await aServer();
  await throwAt(server.port, ...chunks);

  await aProducer(server).sendBatch([{ body: 'fine' }], { partitionId: '0' });

  expect(await subscribe(server, { partitionId: '0' }).received(1)).toHaveLength(1);
});

it('takes a new link with the name and handle of one that was closed in the same packet', async () => {
  const server = await aServer();
  // A link to $cbs, on which the peer sends. The flow names its handle; the answer to close shows that the server knew it.
  const target = [0x00, 0x53, 0x29, 0xc0, 7, 1, 0xa1, 4, ...Buffer.from('$cbs')];
  const attach = performative(0x12, 7, ...NAME, ZERO, FALSE, NULL, NULL, NULL, ...target);
  const detach = performative(0x16, 2, ZERO, TRUE);
  const flow = performative(0x13, 7, ZERO, 0x52, 100, ZERO, 0x52, 100, ZERO, ZERO, ZERO);
  const close = frame(0x00, 0x53, 0x18, 0x45);
  const socket = connect(server.port, '127.0.0.1');
  const gone = once(socket, 'close').then(() => Promise.reject(new Error('The server closed the connection')));
  let answers = Buffer.alloc(0);
  socket.on('data', (chunk) => (answers = Buffer.concat([answers, chunk])));
  const heard = async (code: number, times: number) => {
    const start = `\0S${String.fromCharCode(code)}`;
    while (answers.toString('latin1').split(start).length <= times) await Promise.race([once(socket, 'data'), gone]);
  };
  socket.write(Buffer.concat([AMQP, OPEN, BEGIN, attach]));
  await heard(0x12, 1);

  socket.write(Buffer.concat([detach, attach]));
  await heard(0x12, 2);
  socket.write(flow);
  socket.write(close);

  await heard(0x18, 1);
  socket.destroy();
  await expect(gone).rejects.toThrow();
});

it.each([
  { what: 'bytes that are no message', bytes: Buffer.from('hello') },
  {
    what: 'a message whose parts are not what a request has',
    bytes: rhea.message.encode({ body: [] }),
  },
])(
  'closes the connection of a peer that asks with $what, or leaves it be, and serves the next one',
  async ({ bytes }) => {
    const server = await aServer();
    const client = await anAmqpClient(server);
    client.connection.open_receiver({ source: { address: '$cbs' }, target: { address: 'replies' } });
    const sender = await client.openSender('$cbs');
    if (!sender.sendable()) await once(sender, 'sendable');
    const over = Promise.race([once(client.connection, 'disconnected'), once(sender, 'accepted')]);
    sender.send(bytes, undefined, 0);

    await over;
    await aProducer(server).sendBatch([{ body: 'fine' }], { partitionId: '0' });
    expect(await subscribe(server, { partitionId: '0' }).received(1)).toHaveLength(1);
  },
);

it('survives the bytes of a real client with any of them changed', async () => {
  const server = await aServer();
  const recorded = await recordSession(server);
  const random = seededRandom(3);

  for (let round = 0; round < 150; round++) {
    const bytes = Buffer.from(recorded);
    for (let n = 0; n < 1 + (round % 4); n++)
      bytes[Math.floor(random.next() * bytes.length)] = Math.floor(random.next() * 256);
    await throwAt(server.port, bytes);
  }

  await aProducer(server).sendBatch([{ body: 'fine' }], { partitionId: '1' });
  expect(await subscribe(server, { partitionId: '1' }).received(1)).toHaveLength(1);
});

/** What the SDK sends when it describes the hub and stores a batch. */
async function recordSession(server: { port: number; connectionString: string }): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const proxy = createServer((client) => {
    const upstream = connect(server.port, '127.0.0.1');
    client.on('data', (chunk) => chunks.push(chunk)).on('error', () => undefined);
    upstream.on('error', () => undefined);
    client.pipe(upstream).pipe(client);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => void proxy.close());
  const { port } = proxy.address() as AddressInfo;
  const connectionString = server.connectionString.replace(String(server.port), String(port));
  const producer = new EventHubProducerClient(connectionString, 'orders', { retryOptions });
  await producer.getEventHubProperties();
  await producer.sendBatch([{ body: 'recorded' }], { partitionId: '0' });
  await producer.close();
  return Buffer.concat(chunks);
}

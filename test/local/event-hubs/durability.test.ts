import { expect, it } from 'vitest';
import { startEventHubs } from '../../../src/local/event-hubs/event-hubs.ts';
import { aProducer, failureOf, subscribe } from '../../contracts/event-hubs/clients.ts';
import { aFolder, aServer } from './servers.ts';

it('comes back on the same port with all events, and goes on counting', async () => {
  const server = await aServer();
  const { port } = server;
  const producer = aProducer(server);
  await producer.sendBatch([{ body: 1 }, { body: 2 }], { partitionId: '0' });

  await server.stop();
  await server.start();
  await producer.sendBatch([{ body: 3 }], { partitionId: '0' });

  expect(server.port).toBe(port);
  const events = await subscribe(server, { partitionId: '0' }).received(3);
  expect(events.map(({ body, sequenceNumber }) => [body, sequenceNumber] as unknown)).toEqual([
    [1, 0],
    [2, 1],
    [3, 2],
  ]);
});

it('is away when stopped: clients are cut off and find nobody, then go on by themselves', async () => {
  const server = await aServer();
  const producer = aProducer(server);
  const subscription = subscribe(server, { partitionId: '0' });
  await producer.sendBatch([{ body: 'before' }], { partitionId: '0' });
  await subscription.received(1);
  await server.stop();
  const sent = producer.sendBatch([{ body: 'during' }], { partitionId: '0' });

  await server.start();
  await sent;

  expect((await subscription.received(2)).map(({ body }) => body as unknown)).toEqual(['before', 'during']);
});

it('refuses a connection while stopped', async () => {
  const server = await aServer();
  await server.stop();

  expect(await failureOf(aProducer(server).getEventHubProperties())).toMatchObject({
    code: expect.stringMatching(/ECONNREFUSED|ServiceCommunication/) as string,
  });
});

it('says which port is taken', async () => {
  const server = await aServer();

  await expect(startEventHubs({ dir: await aFolder(), port: server.port, hubs: [] })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

it.each([
  {
    what: 'a name that Azure refuses',
    hub: { name: '../x', partitions: 1, consumerGroups: [] },
    message: "'../x' is no name",
  },
  { what: 'no partitions', hub: { name: 'orders', partitions: 0, consumerGroups: [] }, message: '0 partitions' },
  {
    what: 'fewer partitions than are stored',
    hub: { name: 'orders', partitions: 1, consumerGroups: [] },
    message: 'has 2 partitions',
  },
])('does not start with $what', async ({ hub, message }) => {
  const dir = await aFolder();
  await (await aServer({ dir })).stop();

  await expect(startEventHubs({ dir, port: 0, hubs: [hub] })).rejects.toThrow(message);
});

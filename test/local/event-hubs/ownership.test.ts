import rhea from 'rhea';
import { expect, it } from 'vitest';
import { anAmqpClient } from './amqp-client.ts';
import { aProducer, aServer, subscribe } from './clients.ts';

const reading = { group: 'audit', partitionId: '0' };

it.each([
  { name: 'a higher', first: 1, second: 5 },
  { name: 'an equal', first: 1, second: 1 },
])('$name owner level takes the partition over from its owner', async ({ first, second }) => {
  const server = await aServer();
  const owner = subscribe(server, { ...reading, ownerLevel: first });
  await owner.idle();
  const newcomer = subscribe(server, { ...reading, ownerLevel: second });

  expect(await owner.failure()).toMatchObject({ code: 'ReceiverDisconnectedError' });
  await newcomer.idle();
  await aProducer(server).sendBatch([{ body: 'mine' }], { partitionId: '0' });
  expect(await newcomer.received(1)).toHaveLength(1);
  expect(owner.events).toEqual([]);
});

it.each([
  {
    name: 'a lower owner level',
    second: { ownerLevel: 4 },
    message: "Receiver with a higher epoch '5' already exists",
  },
  {
    name: 'no owner level',
    second: {},
    message: "At least one receiver for the endpoint is created with epoch of '5'",
  },
])('who comes with $name stays out', async ({ second, message }) => {
  const server = await aServer();
  const owner = subscribe(server, { ...reading, ownerLevel: 5 });
  await owner.idle();

  const error = await subscribe(server, { ...reading, ...second }).failure();

  expect(error).toMatchObject({ code: 'ReceiverDisconnectedError' });
  expect(error.message).toContain(message);
  await owner.idle();
});

it('an owner level counts in its consumer group and partition only', async () => {
  const server = await aServer();
  const owner = subscribe(server, { ...reading, ownerLevel: 5 });
  await owner.idle();

  await Promise.all([
    subscribe(server, { partitionId: '0' }).idle(),
    subscribe(server, { ...reading, partitionId: '1' }).idle(),
  ]);
  await owner.idle();
});

it('a partition is free again when its owner has gone', async () => {
  const server = await aServer();
  const owner = subscribe(server, { ...reading, ownerLevel: 5 });
  await owner.idle();
  await owner.close();

  await subscribe(server, { ...reading, ownerLevel: 1 }).idle();
});

it('a partition is free again when the connection of its owner was cut', async () => {
  const server = await aServer();
  const client = await anAmqpClient(server.port);
  await client.putToken('orders');
  const properties = { 'com.microsoft:epoch': rhea.types.wrap_long(5) };
  await client.openReceiver({ source: 'orders/ConsumerGroups/audit/Partitions/0', properties });
  server.faults.dropConnections();

  await subscribe(server, { ...reading, ownerLevel: 1 }).idle();
});

it('the sixth receiver without owner level is one too many', async () => {
  const server = await aServer();
  for (let n = 0; n < 5; n++) await subscribe(server, reading).idle();

  expect(await subscribe(server, reading).failure()).toMatchObject({ code: 'QuotaExceededError' });
});

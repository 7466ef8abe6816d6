import { expect, it } from 'vitest';
import { aProducer, aServer, failureOf } from './clients.ts';

it('describes a hub', async () => {
  const before = Date.now();
  const server = await aServer({ hubs: [{ name: 'orders', partitions: 12, consumerGroups: [] }] });

  const description = await aProducer(server).getEventHubProperties();

  expect(description).toMatchObject({
    name: 'orders',
    partitionIds: Array.from({ length: 12 }, (_, n) => String(n)),
    isGeoDrEnabled: false,
  });
  expect(Math.abs(description.createdOn.getTime() - before)).toBeLessThan(60_000);
});

it('describes an empty partition', async () => {
  const server = await aServer();

  const partition = await aProducer(server).getPartitionProperties('1');

  expect(partition).toMatchObject({
    eventHubName: 'orders',
    partitionId: '1',
    isEmpty: true,
    lastEnqueuedSequenceNumber: -1,
    lastEnqueuedOffset: '-1',
  });
});

it('describes what a partition holds', async () => {
  const server = await aServer({ now: () => Date.UTC(2030, 0, 1) });
  const producer = aProducer(server);
  await producer.sendBatch([{ body: 1 }, { body: 2 }, { body: 3 }], { partitionId: '1' });

  const partition = await producer.getPartitionProperties('1');

  expect(partition).toMatchObject({ isEmpty: false, beginningSequenceNumber: 0, lastEnqueuedSequenceNumber: 2 });
  expect(partition.lastEnqueuedOnUtc).toEqual(new Date(Date.UTC(2030, 0, 1)));
});

it('refuses a partition that is not there', async () => {
  const server = await aServer();

  expect(await failureOf(aProducer(server).getPartitionProperties('2'))).toMatchObject({
    code: 'ArgumentOutOfRangeError',
  });
});

it('refuses a hub that is not there', async () => {
  const server = await aServer();

  expect(await failureOf(aProducer(server, 'nothing').getEventHubProperties())).toMatchObject({
    code: 'MessagingEntityNotFoundError',
  });
});

it.each([
  { what: 'key', right: 'SAS_KEY_VALUE' },
  { what: 'policy', right: 'RootManageSharedAccessKey' },
])('refuses a token made with a wrong $what', async ({ right }) => {
  const server = await aServer();
  const connectionString = server.connectionString.replace(right, 'wrong');

  expect(await failureOf(aProducer({ connectionString }).getEventHubProperties())).toMatchObject({
    code: 'UnauthorizedError',
  });
  expect(await failureOf(aProducer({ connectionString }).sendBatch([{ body: 1 }]))).toMatchObject({
    code: 'UnauthorizedError',
  });
});

import rhea from 'rhea';
import { expect, it } from 'vitest';
import { anAmqpClient } from '../../contracts/event-hubs/amqp-client.ts';
import { aProducer, bodiesOf, failureOf, retryOptions, subscribe } from '../../contracts/event-hubs/clients.ts';
import { aTroubledServer, type Trouble } from './servers.ts';

/** What was sent into a dead socket counts as lost when the attempt times out. */
const shortPatience = { ...retryOptions, timeoutInMs: 1000 };
const toPartition = { partitionId: '0' };

it.each<{ operation: string; trouble: Trouble; name: string }>([
  { operation: 'send orders/0', trouble: { kind: 'reorder' }, name: "The fault 'reorder' of 'send orders/0'" },
  { operation: 'send orders/0', trouble: { kind: 'late', ms: 1 }, name: "The fault 'late' of 'send orders/0'" },
  { operation: 'management', trouble: { kind: 'duplicate' }, name: "The fault 'duplicate' of 'management'" },
  { operation: 'cbs', trouble: { kind: 'reorder' }, name: "The fault 'reorder' of 'cbs'" },
])('refuses the fault $trouble of "$operation" by name', async ({ operation, trouble, name }) => {
  const { server, next } = await aTroubledServer();
  next(operation, trouble, 9);
  const producer = aProducer(server);

  const work = operation.startsWith('send')
    ? producer.sendBatch([{ body: 1 }], toPartition)
    : producer.getEventHubProperties();

  expect((await failureOf(work)).message).toContain(`${name} is not supported by the local Event Hubs.`);
});

it.each<{ operation: string; kind: 'reorder' | 'duplicate' }>([
  { operation: 'receive', kind: 'reorder' },
  { operation: 'receive', kind: 'duplicate' },
  { operation: 'connect', kind: 'reorder' },
])('refuses the fault "$kind" of "$operation" by name', async ({ operation, kind }) => {
  const { server, next } = await aTroubledServer();
  await aProducer(server).sendBatch([{ body: 1 }], toPartition);
  next(operation, { kind }, 9);

  expect((await subscribe(server, toPartition).failure()).message).toContain(`The fault '${kind}' of '${operation}`);
});

it.each<{ operation: string; trouble: Trouble }>([
  { operation: 'connect', trouble: { kind: 'latency', ms: 80 } },
  { operation: 'connect', trouble: { kind: 'drop', when: 'before' } },
  { operation: 'connect', trouble: { kind: 'error', status: 503 } },
  { operation: 'cbs', trouble: { kind: 'error', status: 503 } },
  { operation: 'cbs', trouble: { kind: 'drop', when: 'after' } },
  { operation: 'management', trouble: { kind: 'error', status: 500 } },
  { operation: 'management', trouble: { kind: 'drop', when: 'before' } },
])('a question that meets $trouble at "$operation" is asked again by the SDK', async ({ operation, trouble }) => {
  const { server, faults, next } = await aTroubledServer();
  next(`^${operation}$`, trouble);

  const { partitionIds } = await aProducer(server, 'orders', shortPatience).getEventHubProperties();

  expect(partitionIds).toEqual(['0', '1']);
  expect(faults.inForce()).toEqual([]);
});

it('that is down cuts clients off and keeps them out; afterwards they go on by themselves', async () => {
  const { server, faults } = await aTroubledServer();
  const producer = aProducer(server, 'orders', { ...shortPatience, maxRetries: 20 });
  const subscription = subscribe(server, toPartition);
  await producer.sendBatch([{ body: 'before' }], toPartition);
  await subscription.received(1);

  const id = faults.add({ service: 'event-hubs', trouble: { kind: 'down' } });
  expect(await failureOf(aProducer(server).getEventHubProperties())).not.toMatchObject({ code: undefined });
  const sent = producer.sendBatch([{ body: 'during' }], toPartition);
  faults.remove(id);
  await sent;

  expect(bodiesOf(await subscription.received(2))).toEqual(['before', 'during']);
});

it('that is down lets go of the partitions of those it cut off', async () => {
  const { server, faults } = await aTroubledServer();
  const client = await anAmqpClient(server);
  await client.putToken('orders');
  const properties = { 'com.microsoft:epoch': rhea.types.wrap_long(5) };
  await client.openReceiver({ source: 'orders/ConsumerGroups/audit/Partitions/0', properties });

  faults.remove(faults.add({ service: 'event-hubs', trouble: { kind: 'down' } }));

  await subscribe(server, { ...toPartition, group: 'audit', ownerLevel: 1 }).idle();
});

it('with faults that concern others serves as ever', async () => {
  const { server, faults } = await aTroubledServer();
  faults.add({ service: 'cosmos', trouble: { kind: 'down' } });
  const client = await anAmqpClient(server);

  expect(await client.putToken('orders')).toMatchObject({ status: 202 });
});

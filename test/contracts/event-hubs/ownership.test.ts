import rhea from 'rhea';
import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { anAmqpClient, refusalOf } from './amqp-client.ts';
import { aNamespace, aProducer, aStretch, read } from './clients.ts';

const namespace = await aNamespace();
const group = 'audit';

describe(page('event-hubs/event-hubs-event-processor-host#receiver-epoch'), () => {
  it.each([
    { name: 'a higher', first: 1, second: 5 },
    { name: 'an equal', first: 1, second: 1 },
  ])('lets $name epoch take the partition over from its owner', async ({ first, second }) => {
    const stretch = await aStretch(namespace);
    const owner = read(namespace, stretch, { group, ownerLevel: first });
    await owner.idle();
    const newcomer = read(namespace, stretch, { group, ownerLevel: second });

    expect(await owner.failure()).toMatchObject({ code: 'ReceiverDisconnectedError' });
    await newcomer.idle();
    await aProducer(namespace).sendBatch([{ body: 'mine' }], { partitionId: stretch.partitionId });
    expect(await newcomer.received(1)).toHaveLength(1);
    expect(owner.events).toEqual([]);
  });

  it('lets a receiver with an epoch take the partition over from those that have none', async () => {
    const stretch = await aStretch(namespace);
    const before = [read(namespace, stretch, { group }), read(namespace, stretch, { group })];
    await Promise.all(before.map((reader) => reader.idle()));

    await read(namespace, stretch, { group, ownerLevel: 1 }).idle();

    for (const reader of before) expect(await reader.failure()).toMatchObject({ code: 'ReceiverDisconnectedError' });
  });

  it.each([
    {
      name: 'a lower epoch',
      second: { ownerLevel: 4 },
      message: "Receiver with a higher epoch '5' already exists",
    },
    {
      name: 'no epoch',
      second: {},
      message: "At least one receiver for the endpoint is created with epoch of '5'",
    },
  ])('keeps out who comes with $name', async ({ second, message }) => {
    const stretch = await aStretch(namespace);
    const owner = read(namespace, stretch, { group, ownerLevel: 5 });
    await owner.idle();

    const error = await read(namespace, stretch, { group, ...second }).refusal();

    expect(error).toMatchObject({ code: 'ReceiverDisconnectedError' });
    expect(error.message).toContain(message);
    await owner.idle();
  });

  it('counts an epoch in its consumer group and partition only', async () => {
    const [stretch, other] = [await aStretch(namespace), await aStretch(namespace)];
    const owner = read(namespace, stretch, { group, ownerLevel: 5 });
    await owner.idle();

    await Promise.all([read(namespace, stretch).idle(), read(namespace, other, { group }).idle()]);
    await owner.idle();
  });

  it('has a partition free again when its owner has gone', async () => {
    const stretch = await aStretch(namespace);
    const owner = read(namespace, stretch, { group, ownerLevel: 5 });
    await owner.idle();
    await owner.close();

    await read(namespace, stretch, { group, ownerLevel: 1 }).idle();
  });
});

describe(page('event-hubs/event-hubs-quotas'), () => {
  it('takes five receivers without epoch in a group, and no sixth', async () => {
    const stretch = await aStretch(namespace);
    for (let n = 0; n < 5; n++) await read(namespace, stretch, { group }).idle();

    expect(await read(namespace, stretch, { group }).refusal()).toMatchObject({ code: 'QuotaExceededError' });
  });
});

describe(source('Azure/azure-sdk-for-js/sdk/eventhub/event-hubs/src/partitionReceiver.ts'), () => {
  it('refuses an epoch below zero', async () => {
    const { partitionId } = await aStretch(namespace);
    const client = await anAmqpClient(namespace);
    await client.putToken('orders');
    const properties = { 'com.microsoft:epoch': rhea.types.wrap_long(-3) };

    const source = `orders/ConsumerGroups/audit/Partitions/${partitionId}`;
    const receiver = await client.openReceiver({ source, properties });

    expect(await refusalOf(receiver)).toMatchObject({ condition: 'com.microsoft:argument-error' });
  });
});

import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { anAmqpClient, encode, endOf, outcomeOf, refusalOf } from './amqp-client.ts';
import { aNamespace, aStretch } from './clients.ts';

const namespace = await aNamespace();

async function aClientOf(path: string) {
  const client = await anAmqpClient(namespace);
  await client.putToken(path);
  return client;
}

/** A partition's address to receive from, in the default group. */
const sourceOf = (partitionId: string) => `orders/ConsumerGroups/$Default/Partitions/${partitionId}`;

describe(page('service-bus-messaging/service-bus-amqp-protocol-guide#claims-based-authorization'), () => {
  const unauthorised = { condition: 'amqp:unauthorized-access' };

  it('lets nobody in without a token', async () => {
    const client = await anAmqpClient(namespace);

    expect(await refusalOf(await client.openSender('orders'))).toMatchObject(unauthorised);
    expect(await refusalOf(await client.openReceiver({ source: sourceOf('0') }))).toMatchObject(unauthorised);
  });

  it('takes a token for the entity it names only', async () => {
    const client = await anAmqpClient(namespace);

    expect(await client.putToken('keyed')).toMatchObject({ status: 202 });
    expect(await refusalOf(await client.openSender('orders'))).toMatchObject(unauthorised);
    expect((await client.openSender({ target: 'keyed', name: 'allowed' })).is_closed()).toBe(false);
  });

  it('takes a token of the namespace for all that is in it', async () => {
    const { partitionId } = await aStretch(namespace);
    const client = await aClientOf('');

    const sender = await client.openSender(`orders/Partitions/${partitionId}`);

    expect(await outcomeOf(sender, encode({ body: 1 }))).toMatchObject({ condition: 'accepted' });
  });

  it('refuses a token that has expired', async () => {
    const client = await anAmqpClient(namespace);

    expect(await client.putToken('orders', { seconds: -1 })).toMatchObject({ status: 401 });
    expect(await refusalOf(await client.openSender('orders'))).toMatchObject(unauthorised);
  });

  it('drops the links of an entity when its token expires, and no others', async () => {
    const { partitionId } = await aStretch(namespace);
    const client = await anAmqpClient(namespace);
    await client.putToken('orders', { seconds: 1 });
    await client.putToken('keyed');
    const doomed = [await client.openSender('orders'), await client.openReceiver({ source: sourceOf(partitionId) })];
    const kept = await client.openSender({ target: 'keyed', name: 'kept' });

    for (const link of doomed) expect(await endOf(link)).toMatchObject(unauthorised);

    expect(await outcomeOf(kept, encode({ body: 1 }))).toMatchObject({ condition: 'accepted' });
  });

  it('keeps links open whose token was replaced in time', async () => {
    const { partitionId } = await aStretch(namespace);
    const client = await anAmqpClient(namespace);
    await client.putToken('orders', { seconds: 1 });
    await client.putToken('keyed', { seconds: 1 });
    const sender = await client.openSender(`orders/Partitions/${partitionId}`);
    const witness = await client.openSender({ target: 'keyed', name: 'witness' });
    await client.putToken('orders');

    await endOf(witness); // the second has passed

    expect(await outcomeOf(sender, encode({ body: 1 }))).toMatchObject({ condition: 'accepted' });
  });

  it('has a token count on its own connection only', async () => {
    await aClientOf('orders');
    const client = await anAmqpClient(namespace);

    expect(await refusalOf(await client.openSender('orders'))).toMatchObject(unauthorised);
  });
});

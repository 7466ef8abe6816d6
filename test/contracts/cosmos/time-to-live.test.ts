import { ChangeFeedStartFrom, type Container, PartitionKeyDefinitionVersion } from '@azure/cosmos';
import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { aContainer, all, anAccount, statusOf } from './an-account.ts';
import { starting } from './feeds.ts';

const { database, control } = await anAccount('--control');
const byDefault = await aContainer(database, { defaultTtl: 60 });
const onRequest = await aContainer(database, { defaultTtl: -1 });
const { container: never } = await database.containers.create({ id: 'never', partitionKey: '/x' });

const isThere = async (container: Container, id: string) => (await container.item(id, 'a').read()).statusCode === 200;

/** Moves the account's clock. */
async function later(seconds: number): Promise<void> {
  const body = JSON.stringify({ advanceMs: seconds * 1000 });
  expect((await fetch(`${control}/clock`, { method: 'POST', body })).status).toBe(200);
}

describe(page('cosmos-db/nosql/time-to-live'), () => {
  it('takes an item away when its own time is over, for reads, queries and the change feed', async () => {
    await onRequest.items.upsert({ id: 'own', x: 'a', ttl: 100 });

    await later(90);
    expect(await isThere(onRequest, 'own')).toBe(true);

    await later(11);
    expect(await isThere(onRequest, 'own')).toBe(false);
    expect(await all(onRequest, "SELECT * FROM c WHERE c.id = 'own'")).toEqual([]);
    const feed = onRequest.items.getChangeFeedIterator(starting(ChangeFeedStartFrom.Beginning()));
    expect((await feed.readNext()).statusCode).toBe(304);
  });

  it('takes the default of the container for an item without one', async () => {
    await byDefault.items.upsert({ id: 'plain', x: 'a' });
    await byDefault.items.upsert({ id: 'longer', x: 'a', ttl: 120 });
    await byDefault.items.upsert({ id: 'forever', x: 'a', ttl: -1 });

    await later(61);
    expect(await isThere(byDefault, 'plain')).toBe(false);
    expect(await isThere(byDefault, 'longer')).toBe(true);

    await later(60);
    expect(await isThere(byDefault, 'longer')).toBe(false);
    expect(await isThere(byDefault, 'forever')).toBe(true);
  });

  it('starts anew with each write', async () => {
    await byDefault.items.upsert({ id: 'renewed', x: 'a' });
    await later(40);
    await byDefault.items.upsert({ id: 'renewed', x: 'a' });

    await later(40);
    expect(await isThere(byDefault, 'renewed')).toBe(true);
  });

  it('leaves the id and the unique values of what has gone free', async () => {
    const uniqueKeyPolicy = { uniqueKeys: [{ paths: ['/email'] }] };
    const container = await aContainer(database, { uniqueKeyPolicy });
    await container.items.create({ id: 'again', x: 'a', email: 'e', ttl: 1 });
    await later(2);

    expect(await statusOf(container.items.create({ id: 'again', x: 'a', email: 'e' }))).toBe(201);
  });

  it('leaves an item alone if the container has no time to live', async () => {
    await never.items.upsert({ id: 'kept', x: 'a', ttl: 1 });

    await later(1_000_000);
    expect(await isThere(never, 'kept')).toBe(true);
  });

  it.each([0, -10, null, 'ten', 1.5])('of %s gets 400', async (ttl) => {
    expect(await statusOf(onRequest.items.upsert({ id: 'bad', x: 'a', ttl }))).toBe(400);
  });

  it.each([0, -10, 1.5])('of %s gets 400 as the default of a container', async (defaultTtl) => {
    expect(await statusOf(database.containers.create({ id: 'bad', partitionKey: '/x', defaultTtl }))).toBe(400);
  });

  it('is switched off by a replace that leaves the default out', async () => {
    const container = await aContainer(database, { defaultTtl: 5 });
    const partitionKey = { paths: ['/x'], version: PartitionKeyDefinitionVersion.V2 };
    await container.replace({ id: container.id, partitionKey });

    await container.items.create({ id: 'kept', x: 'a' });
    await later(10);

    expect((await container.read()).resource).not.toHaveProperty('defaultTtl');
    expect(await isThere(container, 'kept')).toBe(true);
  });

  it('counts from _ts, in seconds since 1970', async () => {
    const clock = (await (await fetch(`${control}/clock`)).json()) as { nowMs: number };

    const { resource } = await never.items.create({ id: 'stamped', x: 'a' });

    expect(Number(resource?._ts) - Math.floor(clock.nowMs / 1000)).toBeGreaterThanOrEqual(0);
    expect(Number(resource?._ts) - Math.floor(clock.nowMs / 1000)).toBeLessThan(30);
  });
});

import { ChangeFeedStartFrom, type Container } from '@azure/cosmos';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aCosmos, all, starting, statusOf } from './a-cosmos.ts';

let now = 0;
let byDefault: Container;
let onRequest: Container;
let never: Container;
beforeAll(async () => {
  const of = (id: string, ttl: object) => ({ database: 'db', id, partitionKey: '/x', ...ttl });
  const containers = [
    of('default', { defaultTtlSeconds: 60 }),
    of('on-request', { defaultTtlSeconds: -1 }),
    of('never', {}),
  ];
  const { client } = await aCosmos({ containers, nowMs: () => now });
  const database = client.database('db');
  byDefault = database.container('default');
  onRequest = database.container('on-request');
  never = database.container('never');
});
beforeEach(() => (now = Date.UTC(2030, 0, 1)));

const isThere = async (container: Container, id: string) => (await container.item(id, 'a').read()).statusCode === 200;
const later = (seconds: number) => (now += seconds * 1000);

describe('an item with a time to live', () => {
  it('goes when its own time is over, for reads, queries and the change feed', async () => {
    await onRequest.items.upsert({ id: 'own', x: 'a', ttl: 10 });

    later(9.9);
    expect(await isThere(onRequest, 'own')).toBe(true);

    later(0.2);
    expect(await isThere(onRequest, 'own')).toBe(false);
    expect(await all(onRequest, "SELECT * FROM c WHERE c.id = 'own'")).toEqual([]);
    const feed = onRequest.items.getChangeFeedIterator(starting(ChangeFeedStartFrom.Beginning()));
    expect((await feed.readNext()).statusCode).toBe(304);
  });

  it('takes the default of the container if it has none of its own', async () => {
    await byDefault.items.upsert({ id: 'plain', x: 'a' });
    await byDefault.items.upsert({ id: 'longer', x: 'a', ttl: 120 });
    await byDefault.items.upsert({ id: 'forever', x: 'a', ttl: -1 });

    later(61);
    expect(await isThere(byDefault, 'plain')).toBe(false);
    expect(await isThere(byDefault, 'longer')).toBe(true);

    later(60);
    expect(await isThere(byDefault, 'longer')).toBe(false);
    expect(await isThere(byDefault, 'forever')).toBe(true);
  });

  it('starts anew with each write', async () => {
    await byDefault.items.upsert({ id: 'renewed', x: 'a' });
    later(40);
    await byDefault.items.upsert({ id: 'renewed', x: 'a' });

    later(40);
    expect(await isThere(byDefault, 'renewed')).toBe(true);
  });

  it('leaves its id free when it has gone', async () => {
    await onRequest.items.upsert({ id: 'again', x: 'a', ttl: 1 });
    later(2);

    expect(await statusOf(onRequest.items.create({ id: 'again', x: 'a' }))).toBe(201);
  });

  it('stays if the container has no time to live', async () => {
    await never.items.upsert({ id: 'kept', x: 'a', ttl: 1 });

    later(1_000_000);
    expect(await isThere(never, 'kept')).toBe(true);
  });

  it.each([0, -10, null, 'ten', 1.5])('of %s gets 400', async (ttl) => {
    expect(await statusOf(onRequest.items.upsert({ id: 'bad', x: 'a', ttl }))).toBe(400);
  });
});

it('switching the default off keeps what is there', async () => {
  const { client } = await aCosmos({ nowMs: () => now });
  const { database } = await client.databases.create({ id: 'db' });
  const { container } = await database.containers.create({ id: 'c', partitionKey: '/x', defaultTtl: 5 });
  await container.replace({ id: 'c', partitionKey: { paths: ['/x'] } });

  await container.items.create({ id: 'kept', x: 'a' });
  later(10);

  expect((await container.read()).resource).not.toHaveProperty('defaultTtl');
  expect(await isThere(container, 'kept')).toBe(true);
});

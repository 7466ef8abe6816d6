import { beforeAll, describe, expect, it } from 'vitest';
import { type ContainerDescription, startCosmos } from '../../../src/local/cosmos/cosmos.ts';
import { aCosmos, aFolder, all, messageOf, statusOf } from './a-cosmos.ts';

const described: ContainerDescription[] = [
  { database: 'app', id: 'documents', partitionKey: '/documentId', defaultTtlSeconds: -1 },
  { database: 'app', id: 'leases', partitionKey: '/id' },
];

describe('a server for an app', () => {
  let cosmos: Awaited<ReturnType<typeof aCosmos>>;
  beforeAll(async () => (cosmos = await aCosmos({ containers: described, allowManagement: false })));
  const database = () => cosmos.client.database('app');

  it('has the containers of the description', async () => {
    const { resources } = await database().containers.readAll().fetchAll();

    expect(resources.map((container) => [container.id, container.partitionKey?.paths, container.defaultTtl])).toEqual([
      ['documents', ['/documentId'], -1],
      ['leases', ['/id'], undefined],
    ]);
  });

  it('answers 403 to every attempt to create, change or delete a database or container', async () => {
    const container = database().container('documents');

    expect(await statusOf(cosmos.client.databases.create({ id: 'mine' }))).toBe(403);
    expect(await statusOf(database().containers.create({ id: 'mine', partitionKey: '/x' }))).toBe(403);
    expect(await statusOf(container.replace({ id: 'documents', partitionKey: { paths: ['/documentId'] } }))).toBe(403);
    expect(await statusOf(container.delete())).toBe(403);
    expect(await statusOf(database().delete())).toBe(403);
    expect(await statusOf(container.read())).toBe(200);
  });

  it('lets createIfNotExists through where the thing exists, and refuses it where it does not', async () => {
    expect(await statusOf(database().containers.createIfNotExists({ id: 'leases', partitionKey: '/id' }))).toBe(200);
    const missing = database().containers.createIfNotExists({ id: 'none', partitionKey: '/id' });
    expect(await messageOf(missing)).toContain('cannot be authorized by AAD token in data plane');
  });

  it('tells the SDK its region, so that no call has to ask for it again', async () => {
    await database().container('documents').read();

    expect(await cosmos.client.getReadEndpoints()).toEqual([cosmos.service.endpoint]);
    expect(await cosmos.client.getWriteEndpoints()).toEqual([cosmos.service.endpoint]);
  });

  it('reads and writes items', async () => {
    const container = database().container('documents');

    expect(await statusOf(container.items.create({ id: 'job', documentId: 'd1' }))).toBe(201);
    expect(await all(container, 'SELECT VALUE c.id FROM c', 'd1')).toEqual(['job']);
  });
});

describe('a description', () => {
  it('may be applied again: items stay, a changed TTL counts', async () => {
    const dir = await aFolder();
    const first = await aCosmos({ dir, containers: described });
    await first.client.database('app').container('leases').items.create({ id: 'lease' });
    await first.service.stop();

    const containers = described.map((container) => ({ ...container, defaultTtlSeconds: 30 }));
    const second = await aCosmos({ dir, containers });

    const leases = second.client.database('app').container('leases');
    expect((await leases.item('lease', 'lease').read()).statusCode).toBe(200);
    expect((await leases.read()).resource?.defaultTtl).toBe(30);
  });

  it('that moves a partition key stops the start and names the container', async () => {
    const dir = await aFolder();
    const { service } = await aCosmos({ dir, containers: described });
    await service.stop();
    const containers = [{ database: 'app', id: 'leases', partitionKey: '/other' }];

    await expect(startCosmos({ dir, port: 0, containers })).rejects.toThrow('dbs/app/colls/leases');
  });
});

describe('a server that may be managed', () => {
  let cosmos: Awaited<ReturnType<typeof aCosmos>>;
  beforeAll(async () => (cosmos = await aCosmos()));

  it('creates, lists and deletes databases and containers', async () => {
    const { database } = await cosmos.client.databases.create({ id: 'temporary' });
    const { container } = await database.containers.create({ id: 'c', partitionKey: '/x' });
    await container.items.create({ id: '1', x: 'a' });

    expect(await statusOf(cosmos.client.databases.create({ id: 'temporary' }))).toBe(409);
    expect(await statusOf(database.containers.create({ id: 'c', partitionKey: '/x' }))).toBe(409);
    expect(await statusOf(container.delete())).toBe(204);
    expect(await statusOf(container.item('1', 'a').read())).toBe(404);
    expect(await statusOf(database.delete())).toBe(204);
    expect(await statusOf(database.read())).toBe(404);
  });

  it('gives each container its own _rid, however alike the names are', async () => {
    const { database } = await cosmos.client.databases.create({ id: 'alike' });
    const one = await database.containers.create({ id: 'container-one', partitionKey: '/x' });
    const two = await database.containers.create({ id: 'container-two', partitionKey: '/x' });

    expect(one.resource?._rid).not.toBe(two.resource?._rid);
    expect(Buffer.from(one.resource?._rid.replaceAll('-', '/') ?? '', 'base64')).toHaveLength(8);
  });

  it('refuses to change a partition key', async () => {
    const { database } = await cosmos.client.databases.create({ id: 'fixed' });
    const { container } = await database.containers.create({ id: 'c', partitionKey: '/x' });

    expect(await statusOf(container.replace({ id: 'c', partitionKey: { paths: ['/y'] } }))).toBe(400);
  });

  it('keeps a unique key within a partition', async () => {
    const { database } = await cosmos.client.databases.create({ id: 'unique' });
    const uniqueKeyPolicy = { uniqueKeys: [{ paths: ['/email'] }] };
    const { container } = await database.containers.create({ id: 'c', partitionKey: '/x', uniqueKeyPolicy });
    await container.items.create({ id: '1', x: 'a', email: 'e' });

    expect(await statusOf(container.items.create({ id: '2', x: 'a', email: 'e' }))).toBe(409);
    expect(await statusOf(container.items.create({ id: '2', x: 'b', email: 'e' }))).toBe(201);
    await container.item('1', 'a').delete();
    expect(await statusOf(container.items.create({ id: '2', x: 'a', email: 'e' }))).toBe(201);
  });

  it('keys hierarchically: whole keys for items, the beginning of one for queries', async () => {
    const { database } = await cosmos.client.databases.create({ id: 'deep' });
    const partitionKey = { paths: ['/tenant', '/user'], kind: 'MultiHash' as never, version: 2 };
    const { container } = await database.containers.create({ id: 'c', partitionKey });
    for (const [tenant, user] of [
      ['t1', 'u1'],
      ['t1', 'u2'],
      ['t10', 'u1'],
    ])
      await container.items.create({ id: 'same', tenant, user });
    const users = async (key: string[]) =>
      (await container.items.query('SELECT VALUE c.user FROM c', { partitionKey: key }).fetchAll())
        .resources as unknown;

    expect(await users(['t1'])).toEqual(['u1', 'u2']);
    expect(await users(['t1', 'u2'])).toEqual(['u2']);
    expect((await container.item('same', ['t10', 'u1']).read()).statusCode).toBe(200);
    expect(await statusOf(container.item('same', ['t1']).read())).toBe(400);
  });

  it('deletes all items of one partition key', async () => {
    const { database } = await cosmos.client.databases.create({ id: 'sweep' });
    const { container } = await database.containers.create({ id: 'c', partitionKey: '/x' });
    for (const x of ['a', 'a', 'b']) await container.items.create({ x });

    await container.deleteAllItemsForPartitionKey('a');

    expect(await all(container, 'SELECT VALUE c.x FROM c')).toEqual(['b']);
  });
});

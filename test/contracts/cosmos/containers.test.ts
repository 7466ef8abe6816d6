import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { aContainer, all, anAccount, rest, statusOf } from './an-account.ts';
import { send } from './wire.ts';

const { client, database, connectionString } = await anAccount();

describe(rest('databases'), () => {
  it('are created, read and deleted', async () => {
    const created = await client.databases.create({ id: `${database.id}-more` });

    expect(created.statusCode).toBe(201);
    expect((await created.database.read()).resource?.id).toBe(`${database.id}-more`);
    expect(await statusOf(created.database.delete())).toBe(204);
    expect(await statusOf(created.database.read())).toBe(404);
  });

  it('refuse an id that is taken with 409', async () => {
    expect(await statusOf(client.databases.create({ id: database.id }))).toBe(409);
  });

  it.each(['a/b', 'a?b', 'a#b', 'ends in a space '])('refuse the id "%s" with 400', async (id) => {
    expect((await send(connectionString, 'POST', 'dbs', { body: { id } })).status).toBe(400);
  });

  it('are listed, and found by a query', async () => {
    const query = {
      query: 'SELECT VALUE d.id FROM d WHERE d.id = @id',
      parameters: [{ name: '@id', value: database.id }],
    };

    expect((await client.databases.readAll().fetchAll()).resources.map(({ id }) => id)).toContain(database.id);
    expect((await client.databases.query(query).fetchAll()).resources).toEqual([database.id]);
  });
});

describe(rest('collections'), () => {
  it('are created with 201, found by createIfNotExists with 200, and deleted with their items', async () => {
    const definition = { id: 'life', partitionKey: '/x' };
    const created = await database.containers.create(definition);
    await created.container.items.create({ id: '1', x: 'a' });

    expect(created.statusCode).toBe(201);
    expect(await statusOf(database.containers.createIfNotExists(definition))).toBe(200);
    expect(await statusOf(database.containers.create(definition))).toBe(409);
    expect(await statusOf(created.container.delete())).toBe(204);
    expect(await statusOf(database.containers.create(definition))).toBe(201);
    expect(await all(created.container, 'SELECT * FROM c')).toEqual([]);
  });

  it('answer 404 with substatus 1003 for items of a container that is not there', async () => {
    const answer = await send(connectionString, 'GET', `dbs/${database.id}/colls/none/docs/a`, {
      headers: { 'x-ms-documentdb-partitionkey': '["a"]' },
    });

    expect([answer.status, answer.headers.get('x-ms-substatus')]).toEqual([404, '1003']);
  });

  it('answer 404 to a container of a database that is not there', async () => {
    expect(await statusOf(client.database('none').containers.create({ id: 'c', partitionKey: '/x' }))).toBe(404);
  });

  it('have a _rid of their own, of 8 bytes, however alike their names are', async () => {
    const rids = await Promise.all(
      ['container-one', 'container-two'].map(
        async (id) => (await database.containers.create({ id, partitionKey: '/x' })).resource?._rid,
      ),
    );

    expect(new Set(rids).size).toBe(2);
    expect(rids.map((rid) => Buffer.from(rid?.replaceAll('-', '/') ?? '', 'base64').length)).toEqual([8, 8]);
  });

  it('need a partition key: 400 without one', async () => {
    const path = `dbs/${database.id}/colls`;

    expect((await send(connectionString, 'POST', path, { body: { id: 'keyless' } })).status).toBe(400);
  });

  it.each([
    ['the partition key', { partitionKey: { paths: ['/y'], version: 2 } }],
    ['the unique keys', { uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/e'] }] } }],
  ])('refuse to change %s with 400', async (_, change) => {
    const container = await aContainer(database);
    const same = { id: container.id, partitionKey: { paths: ['/x'], version: 2 } };

    expect(await statusOf(container.replace({ ...same, ...change }))).toBe(400);
  });

  it('refuse to change the id with 400', async () => {
    const container = await aContainer(database);
    const path = `dbs/${database.id}/colls/${container.id}`;
    const body = { id: 'other', partitionKey: { paths: ['/x'], version: 2 } };

    expect((await send(connectionString, 'PUT', path, { body })).status).toBe(400);
    expect(await statusOf(container.read())).toBe(200);
  });

  it('are listed, and found by a query', async () => {
    const container = await aContainer(database);
    const query = {
      query: 'SELECT VALUE c.id FROM c WHERE c.id = @id',
      parameters: [{ name: '@id', value: container.id }],
    };

    expect((await database.containers.readAll().fetchAll()).resources.map(({ id }) => id)).toContain(container.id);
    expect((await database.containers.query(query).fetchAll()).resources).toEqual([container.id]);
  });
});

describe(page('cosmos-db/index-policy'), () => {
  it('is the default one unless it is given: all paths, without the ETag', async () => {
    const { resource } = await (await aContainer(database)).read();

    expect(resource?.indexingPolicy).toEqual({
      indexingMode: 'consistent',
      automatic: true,
      includedPaths: [{ path: '/*' }],
      excludedPaths: [{ path: '/"_etag"/?' }],
    });
    expect(resource?.geospatialConfig).toEqual({ type: 'Geography' });
  });

  it('tells how far a change of the index is', async () => {
    const { headers } = await (await aContainer(database)).read({ populateQuotaInfo: true });

    expect(headers['x-ms-documentdb-collection-index-transformation-progress']).toBe('100');
  });
});

describe(page('cosmos-db/conflict-resolution-policies'), () => {
  it('have an empty feed of conflicts: there is one region', async () => {
    const container = await aContainer(database);

    expect((await container.conflicts.readAll().fetchAll()).resources).toEqual([]);
  });
});

describe(rest('get-the-lastest-offers'), () => {
  it('gives none: there is no throughput to buy here', async () => {
    expect((await (await aContainer(database)).readOffer()).resource).toBeUndefined();
  });
});

describe(page('cosmos-db/nosql/sdk-nodejs'), () => {
  it('tells the SDK its region, so that no call has to ask again', async () => {
    const endpoint = /AccountEndpoint=([^;]*)/.exec(connectionString)?.[1];
    await database.read();

    expect(await client.getReadEndpoints()).toEqual([endpoint]);
    expect(await client.getWriteEndpoints()).toEqual([endpoint]);
  });
});

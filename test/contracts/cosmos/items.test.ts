import { describe, expect, it } from 'vitest';
import { aContainer, anAccount, rest, statusOf } from './an-account.ts';
import { send } from './wire.ts';

const { database, connectionString } = await anAccount();
const container = await aContainer(database);
const docs = `dbs/${database.id}/colls/${container.id}/docs`;

describe(rest('create-a-document'), () => {
  it('creates an item with 201, an ETag and a time, and reads it back', async () => {
    const created = await container.items.create({ id: 'new', x: 'a', n: 1 });

    const read = await container.item('new', 'a').read<{ n: number }>();
    expect(created.statusCode).toBe(201);
    expect(created.etag).toBe(created.resource?._etag);
    expect(created.resource?._ts).toBeTypeOf('number');
    expect(read.resource).toEqual(created.resource);
  });

  it('refuses an id that is taken in its partition with 409', async () => {
    await container.items.create({ id: 'twice', x: 'a' });

    expect(await statusOf(container.items.create({ id: 'twice', x: 'a' }))).toBe(409);
  });

  it('takes the same id in another partition', async () => {
    await container.items.create({ id: 'both', x: 'a' });

    expect(await statusOf(container.items.create({ id: 'both', x: 'b' }))).toBe(201);
  });

  it('makes an item by an upsert with 201 and overwrites it by the next with 200', async () => {
    expect(await statusOf(container.items.upsert({ id: 'up', x: 'a', n: 1 }))).toBe(201);
    expect(await statusOf(container.items.upsert({ id: 'up', x: 'a', n: 2 }))).toBe(200);
    expect((await container.item('up', 'a').read<{ n: number }>()).resource?.n).toBe(2);
  });

  it('gives an item a _rid and a _self below those of its container', async () => {
    const { resource } = await container.items.create({ id: 'named', x: 'a' });
    const bytes = (rid: unknown) => Buffer.from(String(rid).replaceAll('-', '/'), 'base64');
    const owner = (await container.read()).resource;

    expect(bytes(resource?._rid)).toHaveLength(16);
    expect(bytes(resource?._rid).subarray(0, 8)).toEqual(bytes(owner?._rid));
    expect(resource?._self).toBe(`${owner?._self ?? ''}docs/${resource?._rid ?? ''}/`);
  });

  it('answers 400 to an item without an id', async () => {
    const call = container.items.create({ x: 'a' }, { disableAutomaticIdGeneration: true });

    expect(await statusOf(call)).toBe(400);
  });

  it('answers 400 to an item whose partition key is not the one of the request', async () => {
    const headers = { 'x-ms-documentdb-partitionkey': '["b"]' };

    const { status, body } = await send(connectionString, 'POST', docs, { headers, body: { id: 'wrong', x: 'a' } });

    expect(status).toBe(400);
    expect(body?.['message']).toContain("doesn't match the one specified in the header");
  });

  it('answers 400 to a body that is no JSON', async () => {
    const headers = { 'x-ms-documentdb-partitionkey': '["a"]' };

    expect((await send(connectionString, 'POST', docs, { headers, body: '{"id":' })).status).toBe(400);
  });

  it('sends no item back to a client that prefers a minimal answer', async () => {
    const headers = { 'x-ms-documentdb-partitionkey': '["a"]', prefer: 'return=minimal' };

    const answer = await send(connectionString, 'POST', docs, { headers, body: { id: 'quiet', x: 'a' } });

    expect({ status: answer.status, body: answer.body }).toEqual({ status: 201, body: undefined });
    expect(answer.headers.get('etag')).toBe((await container.item('quiet', 'a').read()).etag);
  });
});

describe(rest('get-a-document'), () => {
  it('answers 404 for an id where nothing is', async () => {
    expect(await container.item('nowhere', 'a').read()).toMatchObject({ statusCode: 404, resource: undefined });
  });

  it('answers 404 for the id in another partition', async () => {
    await container.items.create({ id: 'somewhere', x: 'a' });

    expect(await statusOf(container.item('somewhere', 'b').read())).toBe(404);
  });

  it('answers 400 without a partition key', async () => {
    await container.items.create({ id: 'keyless', x: 'a' });

    expect((await send(connectionString, 'GET', `${docs}/keyless`)).status).toBe(400);
  });

  it('answers a read of what is unchanged with 304 and no body', async () => {
    const { etag } = await container.items.create({ id: 'same', x: 'a' });
    const headers = { 'x-ms-documentdb-partitionkey': '["a"]', 'if-none-match': etag };

    const { status, body } = await send(connectionString, 'GET', `${docs}/same`, { headers });

    expect({ status, body }).toEqual({ status: 304, body: undefined });
  });

  it('answers a read of what has changed with the item', async () => {
    const { etag } = await container.items.create({ id: 'fresh', x: 'a' });
    await container.items.upsert({ id: 'fresh', x: 'a', n: 2 });
    const condition = { accessCondition: { type: 'IfNoneMatch', condition: etag } };

    expect((await container.item('fresh', 'a').read<{ n: number }>(condition)).resource?.n).toBe(2);
  });
});

describe(rest('replace-a-document'), () => {
  it('drops the properties that it leaves out, keeps the _rid and gives a new ETag', async () => {
    const before = await container.items.create({ id: 're', x: 'a', gone: 1 });

    const after = await container.item('re', 'a').replace({ id: 're', x: 'a' });

    expect(after.resource).not.toHaveProperty('gone');
    expect(after.resource?.['_rid']).toBe(before.resource?.['_rid']);
    expect(after.etag).not.toBe(before.etag);
  });

  it('answers 404 where nothing is', async () => {
    expect(await statusOf(container.item('nowhere', 'a').replace({ id: 'nowhere', x: 'a' }))).toBe(404);
  });

  it('answers 400 to another partition key', async () => {
    await container.items.create({ id: 'moved', x: 'a' });

    expect(await statusOf(container.item('moved', 'a').replace({ id: 'moved', x: 'b' }))).toBe(400);
  });

  it('answers 400 to another id', async () => {
    await container.items.create({ id: 'renamed', x: 'a' });

    expect(await statusOf(container.item('renamed', 'a').replace({ id: 'other', x: 'a' }))).toBe(400);
  });
});

describe(rest('delete-a-document'), () => {
  it('deletes with 204, and the item is gone', async () => {
    await container.items.create({ id: 'del', x: 'a' });

    expect(await statusOf(container.item('del', 'a').delete())).toBe(204);
    expect(await statusOf(container.item('del', 'a').read())).toBe(404);
  });

  it('answers 404 where nothing is', async () => {
    expect(await statusOf(container.item('nowhere', 'a').delete())).toBe(404);
  });
});

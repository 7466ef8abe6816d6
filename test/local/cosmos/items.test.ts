import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '@azure/cosmos';
import { aContainer, messageOf, statusOf } from './a-cosmos.ts';

let container: Container;
beforeAll(async () => ({ container } = await aContainer()));

describe('one item', () => {
  it('is created with an ETag, a time and 201, and read back', async () => {
    const created = await container.items.create({ id: 'new', x: 'a', n: 1 });

    const read = await container.item('new', 'a').read<{ n: number }>();
    expect(created.statusCode).toBe(201);
    expect(created.etag).toBe(created.resource?._etag);
    expect(created.resource?._ts).toBeTypeOf('number');
    expect(read.resource).toEqual(created.resource);
  });

  it('is refused with 409 if its id is taken in its partition, and only there', async () => {
    await container.items.create({ id: 'twice', x: 'a' });

    expect(await statusOf(container.items.create({ id: 'twice', x: 'a' }))).toBe(409);
    expect(await statusOf(container.items.create({ id: 'twice', x: 'b' }))).toBe(201);
  });

  it('answers 404 for an id or partition where nothing is', async () => {
    await container.items.create({ id: 'somewhere', x: 'a' });

    expect(await container.item('nowhere', 'a').read()).toMatchObject({ statusCode: 404, resource: undefined });
    expect(await statusOf(container.item('somewhere', 'b').read())).toBe(404);
    expect(await statusOf(container.item('nowhere', 'a').delete())).toBe(404);
    expect(await statusOf(container.item('nowhere', 'a').replace({ id: 'nowhere', x: 'a' }))).toBe(404);
  });

  it('is made by an upsert with 201 and overwritten by the next with 200', async () => {
    expect(await statusOf(container.items.upsert({ id: 'up', x: 'a', n: 1 }))).toBe(201);
    expect(await statusOf(container.items.upsert({ id: 'up', x: 'a', n: 2 }))).toBe(200);
    expect((await container.item('up', 'a').read<{ n: number }>()).resource?.n).toBe(2);
  });

  it('loses the properties that a replace leaves out, and keeps its _rid', async () => {
    const before = await container.items.create({ id: 're', x: 'a', gone: 1 });

    const after = await container.item('re', 'a').replace({ id: 're', x: 'a' });

    expect(after.resource).not.toHaveProperty('gone');
    expect(after.resource?.['_rid']).toBe(before.resource?.['_rid']);
    expect(after.etag).not.toBe(before.etag);
  });

  it('is deleted with 204 and gone', async () => {
    await container.items.create({ id: 'del', x: 'a' });

    expect(await statusOf(container.item('del', 'a').delete())).toBe(204);
    expect(await statusOf(container.item('del', 'a').read())).toBe(404);
  });

  it.each(['a b:c+é', 'wh?at', '100%', 'ünï', "quote'd", 'scored:0x8DC:1:m@1'])('may have the id "%s"', async (id) => {
    await container.items.create({ id, x: 'odd' });

    expect((await container.item(id, 'odd').read<{ id: string }>()).resource?.id).toBe(id);
  });

  it.each([['a string'], [7], [true], [null], [undefined]])('may have the partition key %s', async (x) => {
    await container.items.create({ id: 'typed', ...(x === undefined ? {} : { x }) });

    const read = await container.item('typed', x).read<{ x?: unknown }>();
    expect(read.statusCode).toBe(200);
    expect(read.resource?.x).toBe(x);
  });
});

describe('a condition', () => {
  it('stops every write with 412 once the ETag has moved on', async () => {
    const { etag } = await container.items.create({ id: 'old', x: 'a' });
    await container.items.upsert({ id: 'old', x: 'a', n: 2 });
    const stale = { accessCondition: { type: 'IfMatch', condition: etag } };
    const item = container.item('old', 'a');

    expect(await statusOf(item.replace({ id: 'old', x: 'a' }, stale))).toBe(412);
    expect(await statusOf(container.items.upsert({ id: 'old', x: 'a' }, stale))).toBe(412);
    expect(await statusOf(item.patch([{ op: 'set', path: '/n', value: 3 }], stale))).toBe(412);
    expect(await statusOf(item.delete(stale))).toBe(412);
    expect((await item.read<{ n: number }>()).resource?.n).toBe(2);
  });

  it('lets one of eight racing writers win each round', async () => {
    await container.items.create({ id: 'race', x: 'a', n: 0 });
    const item = container.item('race', 'a');
    const increment = async (): Promise<void> => {
      const { resource, etag } = await item.read<{ id: string; n: number }>();
      const condition = { accessCondition: { type: 'IfMatch', condition: etag } };
      const next = { id: 'race', x: 'a', n: (resource?.n ?? NaN) + 1 };
      if ((await statusOf(item.replace(next, condition))) === 412) await increment();
    };

    await Promise.all(Array.from({ length: 8 }, increment));

    expect((await item.read<{ n: number }>()).resource?.n).toBe(8);
  });

  it('answers a read of what is unchanged with 304 and no body', async () => {
    const { etag } = await container.items.create({ id: 'same', x: 'a' });

    const read = container.item('same', 'a').read({ accessCondition: { type: 'IfNoneMatch', condition: etag } });
    expect(await statusOf(read)).toBe(304);
  });
});

describe('a bad item', () => {
  it('over 2 MB gets 413', async () => {
    const large = { id: 'large', x: 'a', text: 'z'.repeat(2.2e6) };

    expect(await messageOf(container.items.create(large))).toContain('Request size is too large');
    expect(await statusOf(container.items.create(large))).toBe(413);
  });

  it('without an id gets 400', async () => {
    const call = container.items.create({ x: 'a' }, { disableAutomaticIdGeneration: true });

    expect(await statusOf(call)).toBe(400);
  });

  it('whose partition key is not the one of the request gets 400', async () => {
    await container.items.create({ id: 'moved', x: 'a' });

    expect(await statusOf(container.item('moved', 'a').replace({ id: 'moved', x: 'b' }))).toBe(400);
  });
});

describe('every answer', () => {
  it('carries a charge that grows with the size, an activity id and a session token', async () => {
    const small = await container.items.create({ id: 'small', x: 'cost' });
    const big = await container.items.create({ id: 'big', x: 'cost', text: 'z'.repeat(100_000) });

    expect(big.requestCharge).toBeGreaterThan(small.requestCharge);
    expect(small.requestCharge).toBeGreaterThan(0);
    expect(small.activityId).toMatch(/^[0-9a-f-]{36}$/);
    expect(small.headers['x-ms-session-token']).toMatch(/^0:-1#\d+$/);
  });

  it('moves the session token on with each write and accepts it on a read', async () => {
    const lsn = (token: unknown) => Number(String(token).split('#')[1]);
    const first = await container.items.create({ id: 's1', x: 'a' });
    const second = await container.items.create({ id: 's2', x: 'a' });
    const token = String(second.headers['x-ms-session-token']);

    expect(lsn(token)).toBeGreaterThan(lsn(first.headers['x-ms-session-token']));
    expect(await statusOf(container.item('s2', 'a').read({ sessionToken: token }))).toBe(200);
  });
});

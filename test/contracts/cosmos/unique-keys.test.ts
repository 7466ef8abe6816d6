import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { aContainer, anAccount, statusOf } from './an-account.ts';

const { database } = await anAccount();

describe(page('cosmos-db/unique-keys'), () => {
  const uniqueKeyPolicy = { uniqueKeys: [{ paths: ['/email'] }, { paths: ['/first', '/last'] }] };

  it('hold within a partition: 409', async () => {
    const container = await aContainer(database, { uniqueKeyPolicy });
    await container.items.create({ id: '1', x: 'a', email: 'e' });

    expect(await statusOf(container.items.create({ id: '2', x: 'a', email: 'e' }))).toBe(409);
    expect(await statusOf(container.items.create({ id: '2', x: 'b', email: 'e' }))).toBe(201);
  });

  it('are free again after a delete', async () => {
    const container = await aContainer(database, { uniqueKeyPolicy });
    await container.items.create({ id: '1', x: 'a', email: 'e' });
    await container.item('1', 'a').delete();

    expect(await statusOf(container.items.create({ id: '2', x: 'a', email: 'e' }))).toBe(201);
  });

  it('hold for replace, upsert and patch', async () => {
    const container = await aContainer(database, { uniqueKeyPolicy });
    await container.items.create({ id: '1', x: 'a', email: 'e', first: 'A' });
    await container.items.create({ id: '2', x: 'a', email: 'f', first: 'B' });
    const stolen = { id: '2', x: 'a', email: 'e', first: 'B' };

    expect(await statusOf(container.item('2', 'a').replace(stolen))).toBe(409);
    expect(await statusOf(container.items.upsert(stolen))).toBe(409);
    expect(await statusOf(container.item('2', 'a').patch([{ op: 'set', path: '/email', value: 'e' }]))).toBe(409);
    expect(await statusOf(container.items.upsert({ id: '1', x: 'a', email: 'e', first: 'A', n: 2 }))).toBe(200);
  });

  it('of two paths hold for both together', async () => {
    const container = await aContainer(database, { uniqueKeyPolicy });
    await container.items.create({ id: '1', x: 'a', email: '1', first: 'A', last: 'B' });

    expect(await statusOf(container.items.create({ id: '2', x: 'a', email: '2', first: 'A', last: 'C' }))).toBe(201);
    expect(await statusOf(container.items.create({ id: '3', x: 'a', email: '3', first: 'A', last: 'B' }))).toBe(409);
  });

  it('let one item of a partition have no value', async () => {
    const container = await aContainer(database, { uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/email'] }] } });
    await container.items.create({ id: '1', x: 'a' });

    expect(await statusOf(container.items.create({ id: '2', x: 'a' }))).toBe(409);
  });
});

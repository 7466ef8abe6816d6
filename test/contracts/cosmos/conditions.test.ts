import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { aContainer, anAccount, statusOf } from './an-account.ts';

const { database } = await anAccount();
const container = await aContainer(database);

describe(page('cosmos-db/nosql/database-transactions-optimistic-concurrency'), () => {
  const stale = { accessCondition: { type: 'IfMatch', condition: '"00000000-0000-0000-0000-000000000000"' } };
  const item = container.item('fenced', 'a');
  const writes = {
    replace: () => item.replace({ id: 'fenced', x: 'a' }, stale),
    upsert: () => container.items.upsert({ id: 'fenced', x: 'a' }, stale),
    patch: () => item.patch([{ op: 'set', path: '/n', value: 3 }], stale),
    delete: () => item.delete(stale),
  };

  it.each(Object.entries(writes))('stops a %s with 412 if the ETag is another', async (_, write) => {
    await container.items.upsert({ id: 'fenced', x: 'a', n: 2 });

    expect(await statusOf(write())).toBe(412);
    expect((await item.read<{ n: number }>()).resource?.n).toBe(2);
  });

  it('lets a write with the current ETag through, once', async () => {
    const { etag } = await container.items.create({ id: 'current', x: 'a' });
    const condition = { accessCondition: { type: 'IfMatch', condition: etag } };
    const replace = () => container.item('current', 'a').replace({ id: 'current', x: 'a' }, condition);

    expect(await statusOf(replace())).toBe(200);
    expect(await statusOf(replace())).toBe(412);
  });

  it('lets one of eight racing writers win each round', async () => {
    await container.items.create({ id: 'race', x: 'a', n: 0 });
    const raced = container.item('race', 'a');
    const increment = async (): Promise<void> => {
      const { resource, etag } = await raced.read<{ id: string; n: number }>();
      const condition = { accessCondition: { type: 'IfMatch', condition: etag } };
      const next = { id: 'race', x: 'a', n: (resource?.n ?? NaN) + 1 };
      if ((await statusOf(raced.replace(next, condition))) === 412) await increment();
    };

    await Promise.all(Array.from({ length: 8 }, increment));

    expect((await raced.read<{ n: number }>()).resource?.n).toBe(8);
  });
});

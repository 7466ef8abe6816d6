import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { aContainer, anAccount, failureOf, statusOf } from './an-account.ts';
import { send } from './wire.ts';

const { database, connectionString } = await anAccount();
const container = await aContainer(database);
const docs = `dbs/${database.id}/colls/${container.id}/docs`;

describe(page('cosmos-db/concepts-limits'), () => {
  it('refuses an item over 2 MB with 413 and says why', async () => {
    const call = container.items.create({ id: 'large', x: 'a', text: 'z'.repeat(2.2e6) });

    expect(await failureOf(call)).toMatchObject({
      code: 413,
      message: expect.stringContaining('Request size is too large') as string,
    });
  });

  it('takes an item of 1.9 MB', async () => {
    const text = 'z'.repeat(1.9e6);
    await container.items.create({ id: 'just', x: 'a', text });

    expect((await container.item('just', 'a').read<{ text: string }>()).resource?.text.length).toBe(text.length);
  });

  it.each(['a b:c+é', 'wh?at', 'ends?', '100%', 'ünï', "quote'd", 'scored:0x8DC:1:m@1', '日本'])(
    'takes the id "%s"',
    async (id) => {
      await container.items.create({ id, x: 'odd' });

      expect((await container.item(id, 'odd').read<{ id: string }>()).resource?.id).toBe(id);
      expect(await statusOf(container.item(id, 'odd').delete())).toBe(204);
    },
  );

  it.each(['a/b', 'a\\b', 'a#b', 'x'.repeat(1024)])('refuses the id "%s" with 400', async (id) => {
    const headers = { 'x-ms-documentdb-partitionkey': '["a"]' };

    expect((await send(connectionString, 'POST', docs, { headers, body: { id, x: 'a' } })).status).toBe(400);
  });

  it('refuses a partition key of more than 2,048 bytes with 400', async () => {
    expect(await statusOf(container.items.create({ id: 'long', x: 'k'.repeat(2049) }))).toBe(400);
    expect(await statusOf(container.items.create({ id: 'long', x: 'k'.repeat(2048) }))).toBe(201);
  });
});

describe(page('cosmos-db/partitioning-overview'), () => {
  it.each([['a string'], [7], [-1.5], [true], [null], [undefined], ['ünï "quoted"']])(
    'takes the partition key %s',
    async (x) => {
      await container.items.create({ id: 'typed', ...(x === undefined ? {} : { x }) });

      const read = await container.item('typed', x).read<{ x?: unknown }>();
      expect(read.statusCode).toBe(200);
      expect(read.resource?.x).toBe(x);
    },
  );

  it('keeps the partition keys 1 and "1" apart', async () => {
    await container.items.create({ id: 'number or text', x: 1 });

    expect(await statusOf(container.item('number or text', '1').read())).toBe(404);
  });
});

import type { Container, FeedOptions } from '@azure/cosmos';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CosmosService } from '../../../src/local/cosmos/cosmos.ts';
import { aContainer, all, statusOf } from './a-cosmos.ts';
import { send } from './wire.ts';

let container: Container;
let service: CosmosService;
beforeAll(async () => {
  ({ container, service } = await aContainer());
  for (let start = 0; start < 60; start += 30)
    await container.items.executeBulkOperations(
      Array.from({ length: 30 }, (_, i) => {
        const x = `p${i % 3}`;
        const resourceBody = { id: `i${start + i}`, x, n: start + i };
        return { operationType: 'Create' as const, partitionKey: x, resourceBody };
      }),
    );
});

async function pages(query: string, options: FeedOptions): Promise<unknown[][]> {
  const iterator = container.items.query(query, options);
  const found: unknown[][] = [];
  while (iterator.hasMoreResults()) found.push((await iterator.fetchNext()).resources as unknown[]);
  return found;
}

describe('a query in pages', () => {
  it('answers each item once, across partitions', async () => {
    const found = await pages('SELECT VALUE c.n FROM c', { maxItemCount: 7 });

    expect(found.every((page) => page.length <= 7)).toBe(true);
    expect(found.flat().toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 60 }, (_, n) => n));
  });

  it('keeps the order of ORDER BY over the pages', async () => {
    const found = await pages('SELECT VALUE c.n FROM c ORDER BY c.n DESC', { maxItemCount: 9 });

    expect(found.flat()).toEqual(Array.from({ length: 60 }, (_, n) => 59 - n));
  });

  it('goes on from its token in another iterator', async () => {
    const options = { maxItemCount: 4, partitionKey: 'p0' };
    const first = await container.items.query('SELECT VALUE c.n FROM c ORDER BY c.n', options).fetchNext();
    const rest = { ...options, continuationToken: first.continuationToken };

    const second = await container.items.query('SELECT VALUE c.n FROM c ORDER BY c.n', rest).fetchNext();

    expect([first.resources, second.resources]).toEqual([
      [0, 3, 6, 9],
      [12, 15, 18, 21],
    ]);
  });

  it('shows the state of its first page, whatever is written meanwhile', async () => {
    await container.items.create({ id: 'first', x: 'still' });
    await container.items.create({ id: 'second', x: 'still' });
    const iterator = container.items.query('SELECT VALUE c.id FROM c', { maxItemCount: 1, partitionKey: 'still' });
    const first = await iterator.fetchNext();
    await container.items.create({ id: 'third', x: 'still' });

    const second = await iterator.fetchNext();

    expect([first.resources, second.resources]).toEqual([['first'], ['second']]);
    expect(iterator.hasMoreResults()).toBe(false);
  });

  it('costs the work once: later pages are cheaper than the first', async () => {
    const iterator = container.items.query('SELECT VALUE c.n FROM c', { maxItemCount: 10, partitionKey: 'p1' });

    const [first, second] = [await iterator.fetchNext(), await iterator.fetchNext()];

    expect(second.requestCharge).toBeLessThan(first.requestCharge);
  });
});

describe('a continuation token', () => {
  const path = 'dbs/db/colls/items/docs';
  const query = (text: string, token: string) => ({
    headers: {
      'content-type': 'application/query+json',
      'x-ms-documentdb-isquery': 'True',
      'x-ms-documentdb-query-enablecrosspartition': 'True',
      'x-ms-max-item-count': '5',
      ...(token === '' ? {} : { 'x-ms-continuation': token }),
    },
    body: { query: text },
  });

  it('that is junk gets 400', async () => {
    const options = { partitionKey: 'p0', continuationToken: 'junk' };
    const call = container.items.query('SELECT * FROM c', options).fetchNext();

    expect(await statusOf(call as never)).toBe(400);
  });

  it('of another query gets 400', async () => {
    const first = await send(service, 'POST', path, query('SELECT * FROM c', ''));
    const token = first.headers.get('x-ms-continuation') ?? '';

    const other = await send(service, 'POST', path, query('SELECT * FROM c WHERE c.n > 1', token));

    expect(other.status).toBe(400);
    expect(other.body?.['message']).toContain('Invalid Continuation Token');
  });

  it('still reads on after the server was restarted', async () => {
    const first = await send(service, 'POST', path, query('SELECT VALUE c.n FROM c ORDER BY c.n', ''));
    const token = first.headers.get('x-ms-continuation') ?? '';
    await service.stop();
    await service.start();

    const second = await send(service, 'POST', path, query('SELECT VALUE c.n FROM c ORDER BY c.n', token));

    expect([first.body?.['Documents'], second.body?.['Documents']]).toEqual([
      [0, 1, 2, 3, 4],
      [5, 6, 7, 8, 9],
    ]);
  });
});

it('reads all items of one partition and of all', async () => {
  const one = await container.items.readAll({ partitionKey: 'p2', maxItemCount: 6 }).fetchAll();
  const every = await container.items.readAll({ maxItemCount: 6 }).fetchAll();

  expect(one.resources).toHaveLength(20);
  expect(every.resources.length).toBe((await all(container, 'SELECT VALUE c.id FROM c')).length);
});

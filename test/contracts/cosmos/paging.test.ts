import type { FeedOptions } from '@azure/cosmos';
import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { anAccount, failureOf, statusOf } from './an-account.ts';
import { numberedItems, numbers } from './numbered-items.ts';

const { database } = await anAccount();
const container = await numberedItems(database);

describe(page('cosmos-db/nosql/query/pagination'), () => {
  async function pages(query: string, options: FeedOptions): Promise<unknown[][]> {
    const iterator = container.items.query(query, options);
    const found: unknown[][] = [];
    while (iterator.hasMoreResults()) found.push((await iterator.fetchNext()).resources as unknown[]);
    return found;
  }

  it('answers each item once, across partitions', async () => {
    const found = await pages('SELECT VALUE c.n FROM c', { maxItemCount: 7 });

    expect(found.every((page) => page.length <= 7)).toBe(true);
    expect(found.length).toBeGreaterThanOrEqual(9);
    expect(found.flat().toSorted((a, b) => Number(a) - Number(b))).toEqual(numbers(0, 60));
  });

  it('keeps the order of ORDER BY over the pages', async () => {
    const found = await pages('SELECT VALUE c.n FROM c ORDER BY c.n DESC', { maxItemCount: 9 });

    expect(found.flat()).toEqual(numbers(0, 60).reverse());
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

  it('goes on from a token of a query over all partitions', async () => {
    const options = { maxItemCount: 7, enableQueryControl: true };
    const first = await container.items.query('SELECT VALUE c.n FROM c', options).fetchNext();
    const rest = { ...options, continuationToken: first.continuationToken };

    const second = await container.items.query('SELECT VALUE c.n FROM c', rest).fetchAll();

    const seen = [...(first.resources as number[]), ...(second.resources as number[])];
    expect(seen.toSorted((a, b) => a - b)).toEqual(numbers(0, 60));
  });

  it('does the work once: later pages cost less than the first', async () => {
    const iterator = container.items.query('SELECT VALUE c.n FROM c', { maxItemCount: 5, partitionKey: 'p1' });

    const [first, second] = [await iterator.fetchNext(), await iterator.fetchNext()];

    expect(second.requestCharge).toBeLessThan(first.requestCharge);
  });

  it('answers 400 to a token that is junk', async () => {
    const options = { partitionKey: 'p0', continuationToken: 'junk' };

    expect(await failureOf(container.items.query('SELECT * FROM c', options).fetchNext())).toMatchObject({
      code: 400,
      message: expect.stringContaining('Invalid Continuation Token') as string,
    });
  });

  it('answers 400 to a token of another query', async () => {
    const options = { partitionKey: 'p0', maxItemCount: 2 };
    const { continuationToken } = await container.items.query('SELECT * FROM c', options).fetchNext();
    const other = container.items.query('SELECT * FROM c WHERE c.n > 1', { ...options, continuationToken });

    expect(await statusOf(other.fetchNext() as never)).toBe(400);
  });

  it('reads all items of one partition and of all', async () => {
    const one = await container.items.readAll({ partitionKey: 'p2', maxItemCount: 6 }).fetchAll();
    const every = await container.items.readAll({ maxItemCount: 6 }).fetchAll();

    expect([one.resources.length, every.resources.length]).toEqual([20, 60]);
  });
});

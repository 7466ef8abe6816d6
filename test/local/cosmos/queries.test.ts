import type { Container } from '@azure/cosmos';
import { beforeAll, describe, expect, it } from 'vitest';
import { aCosmos, all, messageOf, statusOf } from './a-cosmos.ts';

let container: Container;
let indexed: Container;
beforeAll(async () => {
  const compositeIndexes = [
    [
      { path: '/group', order: 'ascending' as const },
      { path: '/n', order: 'descending' as const },
    ],
  ];
  const { client } = await aCosmos({
    containers: [
      { database: 'db', id: 'items', partitionKey: '/x' },
      { database: 'db', id: 'indexed', partitionKey: '/x', compositeIndexes },
    ],
  });
  container = client.database('db').container('items');
  indexed = client.database('db').container('indexed');
  for (const target of [container, indexed])
    for (let n = 0; n < 12; n++)
      await target.items.create({ id: `k${n}`, x: `p${n % 3}`, n, group: n % 2, tags: [`t${n % 4}`] });
});

describe('the SDK', () => {
  it('gets the items of one partition when it names the key, though the query does not', async () => {
    expect(await all(container, 'SELECT VALUE c.n FROM c', 'p1')).toEqual([1, 4, 7, 10]);
  });

  it('gets all partitions otherwise, in one order', async () => {
    const found = await all(container, 'SELECT VALUE c.n FROM c WHERE c.n > 3 ORDER BY c.n DESC');

    expect(found).toEqual([11, 10, 9, 8, 7, 6, 5, 4]);
  });

  it('sends parameters', async () => {
    const query = 'SELECT VALUE c.id FROM c WHERE c.n = @n AND c.x = @x';
    const parameters = [
      { name: '@n', value: 5 },
      { name: '@x', value: 'p2' },
    ];

    expect((await container.items.query({ query, parameters }).fetchAll()).resources).toEqual(['k5']);
  });

  it('passes aggregates, GROUP BY, DISTINCT, OFFSET and TOP through unchanged', async () => {
    expect(await all(container, 'SELECT VALUE COUNT(1) FROM c')).toEqual([12]);
    expect(await all(container, 'SELECT SUM(c.n) AS sum, AVG(c.n) AS avg FROM c')).toEqual([{ sum: 66, avg: 5.5 }]);
    expect(await all(container, 'SELECT c["group"], COUNT(1) AS n FROM c GROUP BY c["group"]')).toEqual([
      { group: 0, n: 6 },
      { group: 1, n: 6 },
    ]);
    expect(await all(container, 'SELECT DISTINCT VALUE c["group"] FROM c')).toEqual([0, 1]);
    expect(await all(container, 'SELECT VALUE c.n FROM c ORDER BY c.n OFFSET 3 LIMIT 2')).toEqual([3, 4]);
    expect(await all(container, 'SELECT TOP 2 VALUE c.n FROM c ORDER BY c.n')).toEqual([0, 1]);
  });

  it('gets 400 for bad SQL, with the place', async () => {
    const call = container.items.query('SELEKT * FROM c', { partitionKey: 'p1' }).fetchAll();

    expect(await messageOf(call)).toContain("Syntax error, incorrect syntax near 'SELEKT'");
    expect(await statusOf(container.items.query('SELEKT', { partitionKey: 'p1' }).fetchAll() as never)).toBe(400);
  });

  it('gets metrics and a charge that grows with what was read', async () => {
    const options = { partitionKey: 'p1', populateQueryMetrics: true };
    const few = await container.items.query('SELECT * FROM c', options).fetchAll();
    const many = await container.items.query('SELECT * FROM c').fetchAll();

    expect(few.requestCharge).toBeGreaterThan(0);
    expect(many.requestCharge).toBeGreaterThan(few.requestCharge);
  });

  it('lists one range of partitions', async () => {
    expect(await container.getFeedRanges()).toHaveLength(1);
  });
});

describe('ORDER BY with two keys', () => {
  const query = (first: string, second: string) =>
    `SELECT VALUE c.n FROM c WHERE c.n < 4 ORDER BY c["group"] ${first}, c.n ${second}`;

  it('gets 400 without a composite index', async () => {
    const call = container.items.query(query('ASC', 'DESC')).fetchAll();

    expect(await messageOf(call)).toContain('does not have a corresponding composite index');
  });

  it('is served by an index of the same or the opposite order', async () => {
    expect(await all(indexed, query('ASC', 'DESC'))).toEqual([2, 0, 3, 1]);
    expect(await all(indexed, query('DESC', 'ASC'))).toEqual([1, 3, 0, 2]);
  });

  it('is not served by an index of another order', async () => {
    expect(await statusOf(indexed.items.query(query('ASC', 'ASC')).fetchAll() as never)).toBe(400);
  });
});

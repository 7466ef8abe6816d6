import type { FeedOptions } from '@azure/cosmos';
import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { all, anAccount, failureOf } from './an-account.ts';
import { numberedItems, numbers } from './numbered-items.ts';
import { send } from './wire.ts';

const { database, connectionString } = await anAccount();
const container = await numberedItems(database);

describe(page('cosmos-db/nosql/how-to-query-container'), () => {
  it('answers the items of one partition to a client that names the key, though the query does not', async () => {
    expect(await all(container, 'SELECT VALUE c.n FROM c WHERE c.n < 12', 'p1')).toEqual([1, 4, 7, 10]);
  });

  it('answers what the key and the query both allow: nothing, if they differ', async () => {
    expect(await all(container, "SELECT VALUE c.n FROM c WHERE c.x = 'p2'", 'p1')).toEqual([]);
  });

  it('answers all partitions to a client that names none', async () => {
    expect((await all(container, 'SELECT VALUE c.n FROM c')).toSorted((a, b) => Number(a) - Number(b))).toEqual(
      numbers(0, 60),
    );
  });

  it('answers the items of a partition that WHERE names', async () => {
    expect(await all(container, "SELECT VALUE c.n FROM c WHERE c.x = 'p2' AND c.n < 9")).toEqual([2, 5, 8]);
  });

  it('looks at one partition only if WHERE names it: that costs less', async () => {
    const cost = async (query: string) => (await container.items.query(query).fetchAll()).requestCharge;

    const [narrow, wide] = [
      await cost("SELECT VALUE c.n FROM c WHERE c.x = 'p2' AND c.n = 5"),
      await cost('SELECT VALUE c.n FROM c WHERE c.n = 5'),
    ];

    expect(narrow).toBeLessThan(wide);
  });

  it.each<[string, unknown[]]>([
    ["SELECT VALUE c.n FROM c WHERE (c.x = 'p2' AND c.n = 5) OR c.n = 1", [1, 5]],
    ["SELECT VALUE c.n FROM c WHERE NOT (c.x = 'p2') AND c.n < 3", [0, 1]],
    ["SELECT VALUE c.n FROM c WHERE c.x = 'p2' AND c.x = 'p1'", []],
    ["SELECT VALUE c.n FROM c WHERE c.x IN ('p2', 'p1') AND c.n < 3", [1, 2]],
    ["SELECT VALUE c.n FROM c WHERE 'p2' = c['x'] AND c.n < 3", [2]],
    ["SELECT VALUE c.n FROM c WHERE c.id = 'k7'", [7]],
    ["SELECT VALUE c.n FROM c WHERE c.id = 'k7' OR c.id = 'k8'", [7, 8]],
  ])('leaves nothing out that WHERE allows: %s', async (query, answer) => {
    expect(await all(container, query)).toEqual(answer);
  });

  it('finds the one item of an id and a key', async () => {
    expect(await all(container, "SELECT VALUE c.n FROM c WHERE c.id = 'k5' AND c.x = 'p2'")).toEqual([5]);
    expect(await all(container, "SELECT VALUE c.n FROM c WHERE c.id = 'k5'", 'p1')).toEqual([]);
  });

  it('refuses a query over all partitions with 400 if the client says that it did not mean one', async () => {
    const headers = {
      'content-type': 'application/query+json',
      'x-ms-documentdb-isquery': 'True',
      'x-ms-documentdb-query-enablecrosspartition': 'False',
    };
    const docs = `dbs/${database.id}/colls/${container.id}/docs`;

    const answer = await send(connectionString, 'POST', docs, { headers, body: { query: 'SELECT * FROM c' } });

    expect(answer.status).toBe(400);
    expect(answer.body?.['message']).toContain('Cross partition query is required but disabled');
  });
});

describe(page('cosmos-db/nosql/query/parameterized-queries'), () => {
  it('takes parameters', async () => {
    const query = 'SELECT VALUE c.id FROM c WHERE c.n > @n AND c.x = @x';
    const parameters = [
      { name: '@n', value: 50 },
      { name: '@x', value: 'p2' },
    ];

    expect((await container.items.query({ query, parameters }).fetchAll()).resources).toEqual(['k53', 'k56', 'k59']);
  });

  it('takes arrays and objects as parameters', async () => {
    const query = 'SELECT VALUE c.n FROM c WHERE ARRAY_CONTAINS(@wanted, { n: c.n }) AND c.n < 9';
    const parameters = [{ name: '@wanted', value: [{ n: 3 }, { n: 8 }, { n: 10 }] }];

    expect((await container.items.query({ query, parameters }).fetchAll()).resources).toEqual([3, 8]);
  });

  it('answers 400 for a parameter that is not given', async () => {
    expect(await failureOf(container.items.query('SELECT * FROM c WHERE c.n = @n').fetchAll())).toMatchObject({
      code: 400,
      message: expect.stringContaining('@n') as string,
    });
  });
});

describe(page('cosmos-db/nosql/query-metrics'), () => {
  it('tells what a query looked at', async () => {
    const headers = {
      'content-type': 'application/query+json',
      'x-ms-documentdb-isquery': 'True',
      'x-ms-documentdb-partitionkey': '["p1"]',
      'x-ms-documentdb-populatequerymetrics': 'True',
    };
    const body = { query: 'SELECT * FROM c WHERE c.n = 4' };

    const answer = await send(connectionString, 'POST', `dbs/${database.id}/colls/${container.id}/docs`, {
      headers,
      body,
    });

    const metrics = new URLSearchParams(answer.headers.get('x-ms-documentdb-query-metrics')?.replaceAll(';', '&'));
    expect([metrics.get('retrievedDocumentCount'), metrics.get('outputDocumentCount')]).toEqual(['20', '1']);
  });

  it('charges more for more that was looked at', async () => {
    const cost = async (options: FeedOptions) =>
      (await container.items.query('SELECT * FROM c WHERE c.n = -1', options).fetchAll()).requestCharge;

    expect(await cost({})).toBeGreaterThan(await cost({ partitionKey: 'p1' }));
  });
});

describe(page('cosmos-db/nosql/troubleshoot-bad-request'), () => {
  it.each([
    ['SELEKT * FROM c', "near 'SELEKT'"],
    ['SELECT * FROM c WHERE', 'end of query'],
    ['SELECT VALUE d.id FROM c', "'d' could not be resolved"],
    ['SELECT * FROM c JOIN t IN c.tags', "'SELECT *'"],
  ])('answers 400 to %s, and says where it is wrong', async (query, message) => {
    const call = container.items.query(query, { partitionKey: 'p1' }).fetchAll();

    expect(await failureOf(call)).toMatchObject({ code: 400, message: expect.stringContaining(message) as string });
  });
});

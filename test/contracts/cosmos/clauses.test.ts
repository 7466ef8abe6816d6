import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { all, anAccount, failureOf, statusOf } from './an-account.ts';
import { numberedItems, numbers } from './numbered-items.ts';

const { database } = await anAccount();
const container = await numberedItems(database);
const indexed = await numberedItems(database, {
  indexingPolicy: {
    compositeIndexes: [
      [
        { path: '/group', order: 'ascending' },
        { path: '/n', order: 'descending' },
      ],
    ],
  },
});

describe(page('cosmos-db/nosql/query/order-by'), () => {
  it('sorts over all partitions', async () => {
    expect(await all(container, 'SELECT VALUE c.n FROM c ORDER BY c.n DESC')).toEqual(numbers(0, 60).reverse());
  });

  it('sorts within one partition', async () => {
    expect(await all(container, 'SELECT VALUE c.n FROM c WHERE c.n < 10 ORDER BY c.n', 'p0')).toEqual([0, 3, 6, 9]);
  });

  const byTwo = (first: string, second: string) =>
    `SELECT VALUE c.n FROM c WHERE c.n < 4 ORDER BY c["group"] ${first}, c.n ${second}`;

  it('refuses two keys without a composite index with 400', async () => {
    expect(await failureOf(container.items.query(byTwo('ASC', 'DESC')).fetchAll())).toMatchObject({
      code: 400,
      message: expect.stringContaining('does not have a corresponding composite index') as string,
    });
  });

  it('serves two keys from a composite index of the same order', async () => {
    expect(await all(indexed, byTwo('ASC', 'DESC'))).toEqual([2, 0, 3, 1]);
  });

  it('serves two keys from a composite index of the opposite order', async () => {
    expect(await all(indexed, byTwo('DESC', 'ASC'))).toEqual([1, 3, 0, 2]);
  });

  it('refuses two keys whose composite index has another order with 400', async () => {
    expect(await statusOf(indexed.items.query(byTwo('ASC', 'ASC')).fetchAll() as never)).toBe(400);
  });
});

describe(page('cosmos-db/nosql/query/aggregate-functions'), () => {
  it.each<[string, unknown[]]>([
    ['SELECT VALUE COUNT(1) FROM c', [60]],
    ["SELECT COUNT(1) AS n FROM c WHERE c.s = 'odd'", [{ n: 30 }]],
    ['SELECT SUM(c.n) AS sum, MIN(c.n) AS min, MAX(c.n) AS max, AVG(c.n) AS avg FROM c', [{ sum: 1770, min: 0, max: 59, avg: 29.5 }]], // prettier-ignore
    ['SELECT VALUE SUM(c.s) FROM c', []],
    ['SELECT VALUE COUNT(c.missing) FROM c', [0]],
    ['SELECT VALUE MAX(c.s) FROM c', ['odd']],
  ])('%s', async (query, answer) => {
    expect(await all(container, query)).toEqual(answer);
  });
});

describe(page('cosmos-db/nosql/query/group-by'), () => {
  it('groups by a path', async () => {
    expect(await all(container, 'SELECT c.s, COUNT(1) AS n, MAX(c.n) AS last FROM c GROUP BY c.s')).toEqual([
      { s: 'even', n: 30, last: 58 },
      { s: 'odd', n: 30, last: 59 },
    ]);
  });

  it('groups by an expression', async () => {
    const query = 'SELECT UPPER(c.s) AS s, SUM(c.n) AS n FROM c WHERE c.n < 4 GROUP BY UPPER(c.s)';

    expect(await all(container, query)).toEqual([
      { s: 'EVEN', n: 2 },
      { s: 'ODD', n: 4 },
    ]);
  });

  it.each([
    ['a value that is neither a key nor an aggregate', 'SELECT c.n FROM c GROUP BY c.s'],
    ['ORDER BY with it', 'SELECT c.s FROM c GROUP BY c.s ORDER BY c.s'],
    ['an aggregate in WHERE', 'SELECT c.n FROM c WHERE COUNT(1) > 1'],
  ])('refuses %s with 400', async (_, query) => {
    expect(await statusOf(container.items.query(query).fetchAll() as never)).toBe(400);
  });
});

describe(page('cosmos-db/nosql/query/join'), () => {
  it.each<[string, unknown[]]>([
    ['SELECT VALUE t FROM c JOIN t IN c.tags WHERE c.n < 4 ORDER BY c.n', ['t0', 't1', 't2', 't3']],
    ['SELECT VALUE t FROM t IN c.tags WHERE t = "t3" ', Array.from({ length: 15 }, () => 't3')],
    ['SELECT c.id, t FROM c JOIN t IN c.tags WHERE c.n = 2', [{ id: 'k2', t: 't2' }]],
  ])('%s', async (query, answer) => {
    expect(await all(container, query)).toEqual(answer);
  });
});

describe(page('cosmos-db/nosql/query/subquery'), () => {
  it.each<[string, unknown[]]>([
    ["SELECT VALUE COUNT(1) FROM c WHERE EXISTS(SELECT VALUE t FROM t IN c.tags WHERE t = 't1')", [15]],
    ['SELECT VALUE ARRAY(SELECT VALUE CONCAT(t, "!") FROM t IN c.tags) FROM c WHERE c.n = 2', [['t2!']]],
    ['SELECT VALUE (SELECT VALUE COUNT(1) FROM t IN c.tags) FROM c WHERE c.n = 2', [1]],
    ['SELECT VALUE t FROM c JOIN (SELECT VALUE u FROM u IN c.tags WHERE u != "t1") AS t WHERE c.n < 2', ['t0']],
  ])('%s', async (query, answer) => {
    expect(await all(container, query)).toEqual(answer);
  });
});

describe(page('cosmos-db/nosql/query/keywords'), () => {
  it.each<[string, unknown[]]>([
    ['SELECT DISTINCT VALUE c.s FROM c ORDER BY c.s', ['even', 'odd']],
    ['SELECT DISTINCT c["group"], c.s FROM c WHERE c.n < 5 AND c["group"] = 1', [{ group: 1, s: 'odd' }]],
    ['SELECT TOP 3 VALUE c.n FROM c ORDER BY c.n DESC', [59, 58, 57]],
    ['SELECT VALUE c.n FROM c WHERE c.n IN (1, 2, 99) ORDER BY c.n', [1, 2]],
    ['SELECT VALUE c.n FROM c WHERE c.n BETWEEN 57 AND 99 ORDER BY c.n', [57, 58, 59]],
    ["SELECT VALUE COUNT(1) FROM c WHERE c.id LIKE 'k1%'", [11]],
    ["SELECT VALUE c.id FROM c WHERE c.id LIKE 'k_' AND c.id LIKE '%[7-9]' ORDER BY c.id", ['k7', 'k8', 'k9']],
    ['SELECT VALUE COUNT(1) FROM c WHERE NOT IS_DEFINED(c.missing)', [60]],
  ])('%s', async (query, answer) => {
    expect(await all(container, query)).toEqual(answer);
  });
});

describe(page('cosmos-db/nosql/query/offset-limit'), () => {
  it('skips and limits after sorting', async () => {
    expect(await all(container, 'SELECT VALUE c.n FROM c ORDER BY c.n OFFSET 5 LIMIT 3')).toEqual([5, 6, 7]);
  });
});

describe(page('cosmos-db/nosql/query/working-with-json'), () => {
  it.each<[string, unknown[]]>([
    ['SELECT c.n, {"of": c.s} AS made FROM c WHERE c.n = 1', [{ n: 1, made: { of: 'odd' } }]],
    ['SELECT c.n * 2, c.id FROM c WHERE c.n = 1', [{ $1: 2, id: 'k1' }]],
    ['SELECT VALUE [c.n, c.missing, c.s] FROM c WHERE c.n = 1', [[1, 'odd']]],
    ['SELECT c.missing FROM c WHERE c.n = 1', [{}]],
    ['SELECT VALUE c["tags"][0] FROM c WHERE c.n = 1', ['t1']],
  ])('%s', async (query, answer) => {
    expect(await all(container, query)).toEqual(answer);
  });
});

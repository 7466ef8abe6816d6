import { describe, expect, it } from 'vitest';
import { execute } from '../../../../src/local/cosmos/query/execute.ts';
import type { Value } from '../../../../src/local/cosmos/query/values.ts';

const documents: Value[] = [
  { id: 'a', type: 'receipt', total: 30, tags: ['paid', 'food'], lines: [{ sku: 1, n: 2 }] },
  { id: 'b', type: 'invoice', total: 10, tags: ['open'], lines: [{ sku: 1, n: 5 }, { sku: 2, n: 1 }] }, // prettier-ignore
  { id: 'c', type: 'receipt', total: 20, tags: [], lines: [], note: null },
  { id: 'd', type: 'letter' },
];
const run = (query: string, parameters: { name: string; value: Value }[] = []) =>
  execute({ query, parameters }, documents, 0);

type Case = readonly [query: string, answer: unknown[]];

describe('SELECT and WHERE', () => {
  it.each<Case>([
    ["SELECT VALUE c.id FROM c WHERE c.type = 'receipt'", ['a', 'c']],
    ['SELECT c.id, c.total AS sum FROM c WHERE c.total >= 20', [{ id: 'a', sum: 30 }, { id: 'c', sum: 20 }]], // prettier-ignore
    ['SELECT c.total FROM c', [{ total: 30 }, { total: 10 }, { total: 20 }, {}]],
    ['SELECT VALUE c.total FROM c', [30, 10, 20]],
    ['SELECT VALUE {"k": c.id} FROM c WHERE NOT IS_DEFINED(c.total)', [{ k: 'd' }]],
    ['SELECT c.id, c.total * 2 FROM c WHERE c.id = "b"', [{ id: 'b', $1: 20 }]],
    ['SELECT VALUE d["lines"][0].n FROM docs d', [2, 5]],
    ['SELECT VALUE c.id FROM c WHERE c.note = null', ['c']],
    ['SELECT VALUE c.id FROM c WHERE c.note != null', []],
    ['SELECT * FROM c WHERE c.id = "d"', [{ id: 'd', type: 'letter' }]],
    ['SELECT VALUE 1', [1]],
    ["select value C.id from C where C.id in ('a', 'z') -- a comment", ['a']],
  ])('%s', (query, answer) => {
    expect(run(query)).toEqual(answer);
  });

  it('takes parameters of every type', () => {
    const parameters = [
      { name: '@types', value: ['invoice', 'letter'] },
      { name: '@least', value: 5 },
    ];

    expect(
      run('SELECT VALUE c.id FROM c WHERE ARRAY_CONTAINS(@types, c.type) AND c.total > @least', parameters),
    ).toEqual(['b']);
  });
});

describe('FROM, JOIN and subqueries', () => {
  it.each<Case>([
    ['SELECT VALUE t FROM c JOIN t IN c.tags', ['paid', 'food', 'open']],
    ['SELECT c.id, l.sku FROM c JOIN l IN c["lines"] WHERE l.n > 1', [{ id: 'a', sku: 1 }, { id: 'b', sku: 1 }]], // prettier-ignore
    ["SELECT VALUE t || '/' || l.sku FROM c JOIN t IN c.tags JOIN l IN c['lines'] WHERE IS_STRING(l.sku)", []],
    ['SELECT VALUE t FROM t IN c.tags', ['paid', 'food', 'open']],
    ['SELECT * FROM c.tags', [['paid', 'food'], ['open'], []]],
    ['SELECT VALUE c.id FROM c WHERE EXISTS(SELECT VALUE t FROM t IN c.tags WHERE t = "open")', ['b']],
    ['SELECT VALUE ARRAY(SELECT VALUE l.sku FROM l IN c["lines"]) FROM c WHERE c.id = "b"', [[1, 2]]],
    ['SELECT VALUE (SELECT VALUE SUM(l.n) FROM l IN c["lines"]) FROM c WHERE c.id = "b"', [6]],
    ['SELECT VALUE l.n FROM c JOIN (SELECT VALUE x FROM x IN c["lines"] WHERE x.n > 1) AS l', [2, 5]],
  ])('%s', (query, answer) => {
    expect(run(query)).toEqual(answer);
  });
});

describe('ORDER BY, DISTINCT, TOP, OFFSET', () => {
  it.each<Case>([
    ['SELECT VALUE c.id FROM c ORDER BY c.total', ['d', 'b', 'c', 'a']],
    ['SELECT VALUE c.id FROM c ORDER BY c.total DESC', ['a', 'c', 'b', 'd']],
    ['SELECT VALUE c.id FROM c ORDER BY c.type DESC, c.total ASC', ['c', 'a', 'd', 'b']],
    ['SELECT DISTINCT VALUE c.type FROM c', ['receipt', 'invoice', 'letter']],
    ['SELECT DISTINCT c.type FROM c WHERE c.total > 0', [{ type: 'receipt' }, { type: 'invoice' }]],
    ['SELECT TOP 2 VALUE c.id FROM c', ['a', 'b']],
    ['SELECT TOP 1 * FROM c ORDER BY c.type', [documents[1]]],
    ['SELECT VALUE c.id FROM c ORDER BY c.id DESC OFFSET 1 LIMIT 2', ['c', 'b']],
  ])('%s', (query, answer) => {
    expect(run(query)).toEqual(answer);
  });

  it('orders values of mixed types as the service does', () => {
    const mixed = [{ v: 'a' }, { v: true }, { v: 1 }, { v: null }, {}, { v: [1] }, { v: false }, { v: {} }, { v: -1 }];

    const sorted = execute({ query: 'SELECT c.v FROM c ORDER BY c.v' }, mixed, 0);

    expect(sorted).toEqual([
      {},
      { v: null },
      { v: false },
      { v: true },
      { v: -1 },
      { v: 1 },
      { v: 'a' },
      { v: [1] },
      { v: {} },
    ]);
  });
});

describe('aggregates and GROUP BY', () => {
  it.each<Case>([
    ['SELECT VALUE COUNT(1) FROM c', [4]],
    ['SELECT VALUE COUNT(c.total) FROM c', [3]],
    ['SELECT COUNT(1) AS n, SUM(c.total) AS sum, AVG(c.total) AS avg FROM c', [{ n: 4, sum: 60, avg: 20 }]],
    ['SELECT MIN(c.total) AS low, MAX(c.id) AS last FROM c', [{ low: 10, last: 'd' }]],
    ['SELECT VALUE COUNT(1) FROM c WHERE c.id = "none"', [0]],
    ['SELECT VALUE MAX(c.total) FROM c WHERE c.id = "none"', []],
    ['SELECT VALUE SUM(c.type) FROM c', []],
    [
      'SELECT c.type, COUNT(1) AS n FROM c GROUP BY c.type',
      [
        { type: 'receipt', n: 2 },
        { type: 'invoice', n: 1 },
        { type: 'letter', n: 1 },
      ],
    ],
    ['SELECT VALUE UPPER(c.type) FROM c GROUP BY c.type', ['RECEIPT', 'INVOICE', 'LETTER']],
    ['SELECT t AS tag, SUM(c.total) AS sum FROM c JOIN t IN c.tags WHERE c.id = "a" GROUP BY t', [{ tag: 'paid', sum: 30 }, { tag: 'food', sum: 30 }]], // prettier-ignore
  ])('%s', (query, answer) => {
    expect(run(query)).toEqual(answer);
  });
});

it('takes TOP, OFFSET and LIMIT from parameters', () => {
  const parameters = [
    { name: '@skip', value: 1 },
    { name: '@take', value: 2 },
  ];

  expect(run('SELECT TOP @take VALUE c.id FROM c', parameters)).toEqual(['a', 'b']);
  expect(run('SELECT VALUE c.id FROM c ORDER BY c.id OFFSET @skip LIMIT @take', parameters)).toEqual(['b', 'c']);
});

describe('a wrong query is an error, not an answer', () => {
  it.each([
    ['SELEKT * FROM c', "near 'SELEKT'"],
    ['SELECT * FROM c WHERE', 'end of query'],
    ['SELECT * FROM c WHERE c.a = §', "near '§'"],
    ['SELECT VALUE d.id FROM c', "'d' could not be resolved"],
    ['SELECT * FROM c JOIN t IN c.tags', "'SELECT *'"],
    ['SELECT *', "'SELECT *'"],
    ['SELECT c.id, COUNT(1) FROM c', 'GROUP BY clause'],
    ['SELECT c.id FROM c GROUP BY c.type', 'GROUP BY clause'],
    ['SELECT VALUE c.id FROM c WHERE COUNT(1) > 1', 'SELECT clause'],
    ['SELECT VALUE c.id FROM c ORDER BY c.total + 1', 'ORDER BY'],
    ['SELECT c.type FROM c GROUP BY c.type ORDER BY c.type', 'ORDER BY'],
    ['SELECT VALUE LENGTH() FROM c', "'LENGTH' requires 1"],
    ['SELECT VALUE SOUNDEX(c.id) FROM c', "'SOUNDEX'"],
    ['SELECT TOP -1 * FROM c', "near '-'"],
    ['SELECT TOP 1.5 * FROM c', 'TOP'],
    ['SELECT * FROM c WHERE c.id = @id', '@id'],
    ['SELECT VALUE (SELECT VALUE t FROM t IN c.tags) FROM c', 'scalar subquery'],
  ])('%s', (query, message) => {
    expect(() => run(query)).toThrow(message);
  });
});

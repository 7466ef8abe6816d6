import { PartitionKeyKind } from '@azure/cosmos';
import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { aContainer, all, anAccount, statusOf } from './an-account.ts';
import { numberedItems, numbers } from './numbered-items.ts';
import { send } from './wire.ts';

const { database, connectionString } = await anAccount();
const split = await numberedItems(database, { throughput: 40_000 });

describe(page('cosmos-db/hierarchical-partition-keys'), async () => {
  const partitionKey = { paths: ['/tenant', '/user'], kind: PartitionKeyKind.MultiHash, version: 2 };
  const container = await aContainer(database, { partitionKey });
  for (const [tenant, user] of [
    ['t1', 'u1'],
    ['t1', 'u2'],
    ['t10', 'u1'],
  ])
    await container.items.create({ id: 'same', tenant, user });
  const users = async (key: string[]) => {
    const options = { partitionKey: key };
    return (await container.items.query('SELECT VALUE c.user FROM c', options).fetchAll()).resources as unknown;
  };

  it('name one item by all their values', async () => {
    expect((await container.item('same', ['t10', 'u1']).read<{ tenant: string }>()).resource?.tenant).toBe('t10');
  });

  it('restrict a query by their first values', async () => {
    expect(await users(['t1'])).toEqual(['u1', 'u2']);
    expect(await users(['t1', 'u2'])).toEqual(['u2']);
  });

  it('restrict a query by a WHERE of their first values', async () => {
    const query = "SELECT VALUE c.user FROM c WHERE c.tenant = 't1'";

    expect(await all(container, query)).toEqual(['u1', 'u2']);
  });

  it('refuse a point read of a part of them with 400', async () => {
    expect(await statusOf(container.item('same', ['t1']).read())).toBe(400);
  });
});

describe(page('cosmos-db/nosql/how-to-delete-by-partition-key'), () => {
  it('deletes all items of one partition key and no other', async () => {
    const container = await aContainer(database);
    for (const x of ['a', 'a', 'b']) await container.items.create({ x });

    await container.deleteAllItemsForPartitionKey('a');

    expect(await all(container, 'SELECT VALUE c.x FROM c')).toEqual(['b']);
  });
});

describe(page('cosmos-db/partitioning-overview'), () => {
  it('gives one physical partition for little throughput, and one more for each 10,000 RU/s', async () => {
    const small = await aContainer(database);
    const large = await aContainer(database, { throughput: 25_000 });

    expect(await small.getFeedRanges()).toHaveLength(1);
    expect(await large.getFeedRanges()).toHaveLength(3);
  });

  it('splits the whole range of hashes without a gap', async () => {
    const ranges = (await (await aContainer(database, { throughput: 40_000 })).getFeedRanges()).map(
      ({ minInclusive, maxExclusive }) => [minInclusive, maxExclusive],
    );

    expect([ranges[0]?.[0], ranges.at(-1)?.[1]]).toEqual(['', 'FF']);
    expect(ranges.slice(1).map(([start]) => start)).toEqual(ranges.slice(0, -1).map(([, end]) => end));
  });

  it.each([1, 2])(
    'hashes as the SDK does, version %i: a bulk for a range holds keys of that range',
    async (version) => {
      const partitionKey = { paths: ['/x'], version };
      const container = await aContainer(database, { partitionKey, throughput: 40_000 });
      const keys = ['', 'a', 'ünï', 'x'.repeat(150), 0, 1, -2.5, 1e300, true, false, null];

      const results = await container.items.executeBulkOperations(
        keys.map((x, n) => ({ operationType: 'Create' as const, partitionKey: x, resourceBody: { id: `i${n}`, x } })),
      );

      expect(results.map((one) => one.response?.statusCode ?? one.error?.message)).toEqual(keys.map(() => 201));
    },
  );

  it('answers 410 to a bulk whose key is not in the range that it names', async () => {
    const container = await aContainer(database, { throughput: 20_000 });
    const body = [{ operationType: 'Create', partitionKey: '["a"]', resourceBody: { id: 'i', x: 'a' } }];
    const path = `dbs/${database.id}/colls/${container.id}/docs`;
    const statusOfRange = async (id: string) => {
      const headers = {
        'x-ms-cosmos-is-batch-request': 'true',
        'x-ms-cosmos-batch-atomic': 'false',
        'x-ms-documentdb-partitionkeyrangeid': id,
      };
      return (await send(connectionString, 'POST', path, { headers, body })).status;
    };

    expect([await statusOfRange('0'), await statusOfRange('1')].toSorted()).toEqual([200, 410]);
  });
});

// Four physical partitions: the SDK asks for a plan, and sends the query where the plan says.
describe(source('Azure/azure-sdk-for-js/blob/main/sdk/cosmosdb/cosmos/src/queryExecutionContext'), () => {
  it.each<[string, unknown[]]>([
    ['SELECT VALUE c.n FROM c ORDER BY c.n', numbers(0, 60)],
    ['SELECT VALUE COUNT(1) FROM c', [60]],
    ['SELECT VALUE c.n FROM c ORDER BY c.n OFFSET 5 LIMIT 3', [5, 6, 7]],
    ['SELECT DISTINCT VALUE c.s FROM c ORDER BY c.s', ['even', 'odd']],
  ])('over several ranges: %s', async (query, answer) => {
    expect(await all(split, query)).toEqual(answer);
  });

  it('a query that names one range gets what that range holds', async () => {
    const ranges = await split.getFeedRanges();
    const path = `dbs/${database.id}/colls/${split.id}/docs`;
    const of = async (id: number) => {
      const headers = {
        'content-type': 'application/query+json',
        'x-ms-documentdb-isquery': 'True',
        'x-ms-documentdb-partitionkeyrangeid': String(id),
      };
      const { body } = await send(connectionString, 'POST', path, {
        headers,
        body: { query: 'SELECT VALUE c.n FROM c' },
      });
      return body?.['Documents'] as number[];
    };

    const parts = await Promise.all(ranges.map((_, id) => of(id)));

    expect(ranges).toHaveLength(4);
    expect(parts.flat().toSorted((a, b) => a - b)).toEqual(numbers(0, 60));
    expect(parts.every((part) => part.length < 60)).toBe(true);
  });
});

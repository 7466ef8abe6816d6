import { BulkOperationType, PatchOperationType } from '@azure/cosmos';
import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { aContainer, all, anAccount } from './an-account.ts';
import { create, statuses } from './operations.ts';
import { send } from './wire.ts';

const { database, connectionString } = await anAccount();
const container = await aContainer(database);
const docs = `dbs/${database.id}/colls/${container.id}/docs`;

describe(page('cosmos-db/nosql/transactional-batch'), () => {
  it('runs operations of every kind in order, each seeing the ones before', async () => {
    const { result, code } = await container.items.batch(
      [
        create('one', 'mix'),
        { operationType: BulkOperationType.Upsert, resourceBody: { id: 'two', x: 'mix', n: 2 } },
        { operationType: BulkOperationType.Read, id: 'one' },
        { operationType: BulkOperationType.Replace, id: 'two', resourceBody: { id: 'two', x: 'mix', n: 3 } },
        {
          operationType: BulkOperationType.Patch,
          id: 'two',
          resourceBody: { operations: [{ op: PatchOperationType.incr, path: '/n', value: 4 }] },
        },
        { operationType: BulkOperationType.Delete, id: 'one' },
      ],
      'mix',
    );

    expect(code).toBe(200);
    expect(statuses(result)).toEqual([201, 201, 200, 200, 200, 204]);
    expect(result?.[2]?.resourceBody).toMatchObject({ id: 'one', x: 'mix' });
    expect(await all(container, 'SELECT c.id, c.n FROM c', 'mix')).toEqual([{ id: 'two', n: 7 }]);
  });

  it('writes nothing when one operation fails, and answers 424 for the others', async () => {
    await container.items.create({ id: 'taken', x: 'conflict' });

    const { result, code } = await container.items.batch(
      [create('before', 'conflict'), create('taken', 'conflict'), create('after', 'conflict')],
      'conflict',
    );

    expect(code).toBe(207);
    expect(statuses(result)).toEqual([424, 409, 424]);
    expect(await all(container, 'SELECT VALUE c.id FROM c', 'conflict')).toEqual(['taken']);
  });

  it('is fenced by an ETag: 412 and nothing written', async () => {
    const { etag } = await container.items.create({ id: 'job', x: 'fence', epoch: 1 });
    await container.items.upsert({ id: 'job', x: 'fence', epoch: 2 });

    const { result } = await container.items.batch(
      [
        create('prediction', 'fence'),
        {
          operationType: BulkOperationType.Replace,
          id: 'job',
          ifMatch: etag,
          resourceBody: { id: 'job', x: 'fence', epoch: 3 },
        },
      ],
      'fence',
    );

    expect(statuses(result)).toEqual([424, 412]);
    expect(await all(container, 'SELECT c.id, c.epoch FROM c', 'fence')).toEqual([{ id: 'job', epoch: 2 }]);
  });

  it('fails as a whole when a replaced item is missing', async () => {
    const { result } = await container.items.batch(
      [
        create('kept-out', 'missing'),
        { operationType: BulkOperationType.Replace, id: 'none', resourceBody: { id: 'none', x: 'missing' } },
      ],
      'missing',
    );

    expect(statuses(result)).toEqual([424, 404]);
    expect(await all(container, 'SELECT * FROM c', 'missing')).toEqual([]);
  });

  it('refuses an item of another partition', async () => {
    const { result } = await container.items.batch([create('a', 'here'), create('b', 'there')], 'here');

    expect(statuses(result)).toEqual([424, 400]);
    expect(await all(container, 'SELECT * FROM c', 'here')).toEqual([]);
  });

  it('sends the items back, or only statuses to a client that wants no more', async () => {
    const full = await container.items.batch([create('full', 'bodies')], 'bodies');
    const options = { contentResponseOnWriteEnabled: false };
    const short = await container.items.batch([create('short', 'bodies')], 'bodies', options);

    expect(full.result?.[0]).toMatchObject({ statusCode: 201, resourceBody: { id: 'full' } });
    expect(short.result?.[0]).toMatchObject({ statusCode: 201 });
    expect(short.result?.[0]).not.toMatchObject({ resourceBody: {} });
  });

  it('answers each operation with its charge, and the sum in the header', async () => {
    const { result, headers } = await container.items.batch([create('r1', 'sum'), create('r2', 'sum')], 'sum');
    const sum = (result ?? []).reduce((total, one) => total + one.requestCharge, 0);

    expect(sum).toBeGreaterThan(0);
    expect(Number(headers['x-ms-request-charge'])).toBeCloseTo(sum, 1);
  });

  const atomic = {
    'x-ms-cosmos-is-batch-request': 'true',
    'x-ms-cosmos-batch-atomic': 'true',
    'x-ms-documentdb-partitionkey': '["a"]',
  };

  it('of 100 operations is taken, one of 101 gets 400', async () => {
    const operations = (count: number) => Array.from({ length: count }, (_, i) => create(`many${i}`, 'a'));

    expect((await send(connectionString, 'POST', docs, { headers: atomic, body: operations(101) })).status).toBe(400);
    expect(await all(container, 'SELECT VALUE COUNT(1) FROM c', 'a')).toEqual([0]);
    expect((await send(connectionString, 'POST', docs, { headers: atomic, body: operations(100) })).status).toBe(200);
  });

  it('over 2 MB gets 413, and nothing is written', async () => {
    const large = [0, 1].map((i) => ({
      ...create(`l${i}`, 'large'),
      resourceBody: { id: `l${i}`, x: 'large', t: 'z'.repeat(1.1e6) },
    }));

    const headers = { ...atomic, 'x-ms-documentdb-partitionkey': '["large"]' };
    expect((await send(connectionString, 'POST', docs, { headers, body: large })).status).toBe(413);
    expect(await all(container, 'SELECT * FROM c', 'large')).toEqual([]);
  });
});

import { BulkOperationType, type Container, PatchOperationType } from '@azure/cosmos';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CosmosService } from '../../../src/local/cosmos/cosmos.ts';
import { aContainer, all } from './a-cosmos.ts';
import { send } from './wire.ts';

let container: Container;
let service: CosmosService;
beforeAll(async () => ({ container, service } = await aContainer()));
const statuses = (result: readonly { statusCode: number }[] | undefined) => result?.map((one) => one.statusCode);
const create = (id: string, x: string) => ({
  operationType: BulkOperationType.Create,
  resourceBody: { id, x },
});

describe('a transactional batch', () => {
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
});

describe('bulk', () => {
  it('runs each operation by itself: one failure leaves the others written', async () => {
    await container.items.create({ id: 'b1', x: 'bulk' });

    const results = await container.items.executeBulkOperations(
      ['b0', 'b1', 'b2'].map((id) => ({ ...create(id, 'bulk'), partitionKey: 'bulk' })),
    );

    expect(results.map((one) => one.response?.statusCode ?? one.error?.code)).toEqual([201, 409, 201]);
    expect(await all(container, 'SELECT VALUE COUNT(1) FROM c', 'bulk')).toEqual([3]);
  });

  it('writes 250 items over many partitions', async () => {
    const operations = Array.from({ length: 250 }, (_, i) => ({
      ...create(`i${i}`, `spread-${i % 7}`),
      partitionKey: `spread-${i % 7}`,
    }));

    const results = await container.items.executeBulkOperations(operations);

    expect(new Set(results.map((one) => one.response?.statusCode))).toEqual(new Set([201]));
    expect(await all(container, "SELECT VALUE COUNT(1) FROM c WHERE STARTSWITH(c.x, 'spread-')")).toEqual([250]);
  });

  // The wire of the older `items.bulk`, which the SDK deprecates and people still call.
  const bulk = (operations: unknown[], headers: Record<string, string>) =>
    send(service, 'POST', 'dbs/db/colls/items/docs', {
      headers: { 'x-ms-cosmos-is-batch-request': 'true', 'x-ms-cosmos-batch-atomic': 'false', ...headers },
      body: operations,
    });

  it('answers 424 after the first failure when asked not to go on', async () => {
    await container.items.create({ id: 'stop', x: 'stop' });
    const operations = ['s0', 'stop', 's2'].map((id) => ({ ...create(id, 'stop'), partitionKey: '["stop"]' }));

    const { body } = await bulk(operations, { 'x-ms-cosmos-batch-continue-on-error': 'false' });

    expect(statuses(body as never)).toEqual([201, 409, 424]);
  });

  it('sends no bodies back when the client wants none', async () => {
    const operations = [{ ...create('quiet', 'quiet'), partitionKey: '["quiet"]' }];

    const { body } = await bulk(operations, { prefer: 'return=minimal' });

    expect(body).toMatchObject([{ statusCode: 201 }]);
    expect(body).not.toMatchObject([{ resourceBody: {} }]);
  });
});

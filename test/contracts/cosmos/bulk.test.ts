import { PatchOperationType } from '@azure/cosmos';
import { describe, expect, it } from 'vitest';
import { source } from '../page.ts';
import { aContainer, all, anAccount } from './an-account.ts';
import { create, statuses } from './operations.ts';
import { send } from './wire.ts';

const { database, connectionString } = await anAccount();
const container = await aContainer(database);
const docs = `dbs/${database.id}/colls/${container.id}/docs`;

describe(source('Azure/azure-sdk-for-js/blob/main/sdk/cosmosdb/cosmos/src/client/Item/Items.ts'), () => {
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

  it('deletes, patches and reads as well, each with its own condition', async () => {
    const { etag } = await container.items.create({ id: 'kept', x: 'kinds', n: 1 });
    await container.items.create({ id: 'gone', x: 'kinds' });
    const partitionKey = 'kinds';

    const results = await container.items.executeBulkOperations([
      { operationType: 'Delete', id: 'gone', partitionKey },
      {
        operationType: 'Patch',
        id: 'kept',
        partitionKey,
        resourceBody: { operations: [{ op: PatchOperationType.incr, path: '/n', value: 1 }] },
      },
      { operationType: 'Replace', id: 'kept', partitionKey, ifMatch: etag, resourceBody: { id: 'kept', x: 'kinds' } },
      { operationType: 'Read', id: 'kept', partitionKey },
    ]);

    expect(results.map((one) => one.response?.statusCode ?? one.error?.code)).toEqual([204, 200, 412, 200]);
    expect(await all(container, 'SELECT VALUE c.n FROM c', 'kinds')).toEqual([2]);
  });

  // The wire of the older `items.bulk`, which the SDK deprecates and people still call.
  const bulk = (operations: unknown[], headers: Record<string, string>) =>
    send(connectionString, 'POST', docs, {
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

import type { Container, Database } from '@azure/cosmos';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CosmosService } from '../../../src/local/cosmos/cosmos.ts';
import { aContainer, messageOf } from './a-cosmos.ts';
import { send } from './wire.ts';

let container: Container;
let database: Database;
let service: CosmosService;
beforeAll(async () => {
  ({ container, service } = await aContainer());
  database = container.database;
});

describe('what the service knows and this server does not is refused with its name', () => {
  it.each(['ST_DISTANCE', 'FullTextContains', 'VectorDistance', 'DocumentId', 'NOT_A_FUNCTION'])(
    'the function %s',
    async (name) => {
      const query = `SELECT VALUE ${name}(c.a, c.b) FROM c`;

      expect(await messageOf(container.items.query(query).fetchAll())).toContain(name);
    },
  );

  it('a user-defined function', async () => {
    expect(await messageOf(container.items.query('SELECT VALUE udf.tax(c.a) FROM c').fetchAll())).toContain('udf.tax');
  });

  it.each([
    { computedProperties: [{ name: 'lower', query: 'SELECT VALUE LOWER(c.name) FROM c' }] },
    { vectorEmbeddingPolicy: { vectorEmbeddings: [] } },
    { fullTextPolicy: { defaultLanguage: 'en-US', fullTextPaths: [] } },
    { changeFeedPolicy: { retentionDuration: 5 } },
    { clientEncryptionPolicy: { includedPaths: [], policyFormatVersion: 1 } },
    { analyticalStorageTtl: -1 },
    { conflictResolutionPolicy: { mode: 'Custom', conflictResolutionProcedure: 'p' } },
  ])('a container with %o', async (property) => {
    const call = database.containers.create({ id: 'refused', partitionKey: '/x', ...property } as never);

    expect(await messageOf(call)).toContain(`'${Object.keys(property)[0] ?? ''}'`);
  });

  it('a vector index', async () => {
    const indexingPolicy = { vectorIndexes: [{ path: '/v', type: 'flat' }] };
    const call = database.containers.create({ id: 'refused', partitionKey: '/x', indexingPolicy } as never);

    expect(await messageOf(call)).toContain("'vectorIndexes'");
  });

  it.each(['sprocs', 'triggers', 'udfs'])('%s', async (kind) => {
    const { status, body } = await send(service, 'POST', `dbs/db/colls/items/${kind}`, {
      body: { id: 'a', body: 'b' },
    });

    expect(status).toBe(400);
    expect(body?.['message']).toContain(`'${kind}'`);
  });

  it.each(['users', 'clientencryptionkeys'])('%s of a database', async (kind) => {
    const { status, body } = await send(service, 'GET', `dbs/db/${kind}`);

    expect(status).toBe(400);
    expect(body?.['message']).toContain(`'${kind}'`);
  });

  it('triggers on a write', async () => {
    const call = container.items.create({ id: 'a', x: 'a' }, { preTriggerInclude: ['stamp'] });

    expect(await messageOf(call)).toContain('x-ms-documentdb-pre-trigger-include');
  });

  it('leaving an item out of the index', async () => {
    const headers = { 'x-ms-indexing-directive': 'Exclude', 'x-ms-documentdb-partitionkey': '["a"]' };
    const body = { id: 'a', x: 'a' };

    const answer = await send(service, 'POST', 'dbs/db/colls/items/docs', { headers, body });

    expect(answer.status).toBe(400);
    expect(answer.body?.['message']).toContain('x-ms-indexing-directive: Exclude');
  });

  it('a part of the range of hashes', async () => {
    const headers = { 'a-im': 'Incremental feed', 'x-ms-start-epk': '1F', 'x-ms-end-epk': '3F' };

    const { status, body } = await send(service, 'GET', 'dbs/db/colls/items/docs', { headers });

    expect(status).toBe(400);
    expect(body?.['message']).toContain("from '1F' to '3F'");
  });

  it('a batch of 101 operations', async () => {
    const headers = {
      'x-ms-cosmos-is-batch-request': 'true',
      'x-ms-cosmos-batch-atomic': 'true',
      'x-ms-documentdb-partitionkey': '["a"]',
    };
    const body = Array.from({ length: 101 }, (_, i) => ({
      operationType: 'Create',
      resourceBody: { id: `b${i}`, x: 'a' },
    }));

    const answer = await send(service, 'POST', 'dbs/db/colls/items/docs', { headers, body });

    expect(answer.status).toBe(400);
    expect(answer.body?.['message']).toContain('100');
  });
});

it('a body that is no JSON gets 400', async () => {
  const headers = { 'x-ms-documentdb-partitionkey': '["a"]' };

  expect((await send(service, 'POST', 'dbs/db/colls/items/docs', { headers, body: '{"id":' })).status).toBe(400);
});

import { ChangeFeedMode, ChangeFeedStartFrom } from '@azure/cosmos';
import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { aContainer, anAccount, failureOf, rest } from './an-account.ts';
import { starting } from './feeds.ts';
import { accountOf, send } from './wire.ts';

// What the service knows and a local one need not: refused with its name, never answered wrongly.

const { database, connectionString } = await anAccount();
const container = await aContainer(database);
const owner = `dbs/${database.id}/colls/${container.id}`;

describe(page('cosmos-db/nosql/query/system-functions'), () => {
  it.each([
    'ST_DISTANCE',
    'ST_WITHIN',
    'ST_INTERSECTS',
    'FullTextContains',
    'FullTextScore',
    'VectorDistance',
    'RRF',
    'DocumentId',
    'SOUNDEX',
  ])('refuses the function %s', async (name) => {
    // prettier-ignore
    const call = container.items.query(`SELECT VALUE ${name}(c.a, c.b) FROM c`).fetchAll();

    expect(await failureOf(call)).toMatchObject({ code: 400, message: expect.stringContaining(name) as string });
  });

  it('refuses ORDER BY RANK', async () => {
    const call = container.items.query('SELECT TOP 5 * FROM c ORDER BY RANK FullTextScore(c.a, "b")').fetchAll();

    expect((await failureOf(call)).code).toBe(400);
  });

  it('refuses a user-defined function', async () => {
    const call = container.items.query('SELECT VALUE udf.tax(c.a) FROM c').fetchAll();

    expect(await failureOf(call)).toMatchObject({ code: 400, message: expect.stringContaining('udf.tax') as string });
  });
});

describe(rest('collections'), () => {
  it.each([
    { computedProperties: [{ name: 'lower', query: 'SELECT VALUE LOWER(c.name) FROM c' }] },
    { vectorEmbeddingPolicy: { vectorEmbeddings: [] } },
    { fullTextPolicy: { defaultLanguage: 'en-US', fullTextPaths: [] } },
    { changeFeedPolicy: { retentionDuration: 5 } },
    { clientEncryptionPolicy: { includedPaths: [], policyFormatVersion: 1 } },
    { analyticalStorageTtl: -1 },
    { conflictResolutionPolicy: { mode: 'Custom', conflictResolutionProcedure: 'p' } },
  ])('refuses a container with %o', async (property) => {
    const call = database.containers.create({ id: 'refused', partitionKey: '/x', ...property } as never);
    const name = `'${Object.keys(property)[0] ?? ''}'`;

    expect(await failureOf(call)).toMatchObject({ code: 400, message: expect.stringContaining(name) as string });
  });

  it.each([
    { vectorIndexes: [{ path: '/v', type: 'flat' }] },
    { fullTextIndexes: [{ path: '/t' }] },
    { spatialIndexes: [{ path: '/s/*', types: ['Point'] }] },
  ])('refuses an index %o', async (indexingPolicy) => {
    const call = database.containers.create({ id: 'refused', partitionKey: '/x', indexingPolicy } as never);
    const name = `'${Object.keys(indexingPolicy)[0] ?? ''}'`;

    expect(await failureOf(call)).toMatchObject({ code: 400, message: expect.stringContaining(name) as string });
  });
});

describe(rest('cosmosdb-resource-uri-syntax-for-rest'), () => {
  it.each([
    ['POST', `${owner}/sprocs`],
    ['POST', `${owner}/sprocs/p`],
    ['POST', `${owner}/triggers`],
    ['GET', `${owner}/udfs`],
    ['GET', `${owner}/docs/a/attachments`],
    ['GET', `dbs/${database.id}/users`],
    ['GET', `dbs/${database.id}/clientencryptionkeys`],
    ['GET', 'media'],
  ])('refuses %s %s', async (method, path) => {
    const kind = path.split('/').find((part) => /^(sprocs|triggers|udfs|attachments|users|client|media)/.test(part));
    const body = method === 'POST' ? { body: { id: 'p', body: 'function () {}' } } : {};

    const answer = await send(connectionString, method, path, body);

    expect(answer.status).toBe(400);
    expect(answer.body?.['message']).toContain(kind);
  });

  it('refuses an Entra token and a resource token, and says what it takes', async () => {
    for (const type of ['aad', 'resource']) {
      const authorization = encodeURIComponent(`type=${type}&ver=1.0&sig=x.y.z`);

      const response = await fetch(`${accountOf(connectionString).endpoint}${owner}`, { headers: { authorization } });

      expect(response.status).toBe(401);
      expect(await response.text()).toContain(`'${type}'`);
    }
  });
});

describe(rest('common-cosmosdb-rest-request-headers'), () => {
  it.each([
    ['x-ms-documentdb-pre-trigger-include', 'stamp'],
    ['x-ms-documentdb-post-trigger-include', 'stamp'],
    ['x-ms-cosmos-is-client-encrypted', 'True'],
    ['x-ms-indexing-directive', 'Exclude'],
    ['x-ms-consistency-level', 'Strong'],
  ])('refuses %s: %s', async (name, value) => {
    const headers = { 'x-ms-documentdb-partitionkey': '["a"]', [name]: value };

    const { status, body } = await send(connectionString, 'POST', `${owner}/docs`, {
      headers,
      body: { id: 'a', x: 'a' },
    });

    expect(status).toBe(400);
    expect(String(body?.['message']).toLowerCase()).toContain(name === 'x-ms-consistency-level' ? 'strong' : name);
  });
});

describe(page('cosmos-db/change-feed-modes'), () => {
  it('refuses the mode of all versions and deletes', async () => {
    const options = starting(ChangeFeedStartFrom.Now(), { changeFeedMode: ChangeFeedMode.AllVersionsAndDeletes });

    expect(await failureOf(container.items.getChangeFeedIterator(options).readNext())).toMatchObject({
      code: 400,
      message: expect.stringContaining('all versions and deletes') as string,
    });
  });
});

describe(page('cosmos-db/partial-document-update'), () => {
  it('refuses an operation that it does not know', async () => {
    await container.items.upsert({ id: 'a', x: 'a' });

    const known = container.item('a', 'a').patch([{ op: 'test', path: '/a', value: 1 } as never]);
    expect(await failureOf(known)).toMatchObject({ code: 400, message: expect.stringContaining('"test"') as string });
  });
});

describe(source('Azure/azure-sdk-for-js/blob/main/sdk/cosmosdb/cosmos/src/client/Offer/Offer.ts'), () => {
  it('refuses to change an offer', async () => {
    const { status, body } = await send(connectionString, 'PUT', 'offers/a', { body: {} });

    expect(status).toBe(400);
    expect(body?.['message']).toContain('offer');
  });
});

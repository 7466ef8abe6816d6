import { writeFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CosmosClient } from '@azure/cosmos';
import { afterAll, describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { target } from '../target.ts';
import { failureOf, rest, statusOf } from './an-account.ts';
import { accountOf, send } from './wire.ts';

const folder = mkdtempSync(join(tmpdir(), 'contract-cosmos-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const resources = join(folder, 'resources.json');
await writeFile(
  resources,
  JSON.stringify({
    cosmos: { allowManagement: false },
    cosmosContainers: [
      { database: 'app', id: 'documents', partitionKey: '/documentId', defaultTtlSeconds: -1 },
      { database: 'app', id: 'leases', partitionKey: '/id' },
    ],
  }),
);
const { cosmos: connectionString } = await target(['--only=cosmos', `--resources=${resources}`]);
const { endpoint, key } = accountOf(connectionString);
const client = new CosmosClient(connectionString);
afterAll(() => client.dispose());
const database = client.database('app');

describe(rest('access-control-on-cosmosdb-resources'), () => {
  it('takes a request that is signed as the page says', async () => {
    const { status, body } = await send(connectionString, 'GET', 'dbs/app');

    expect(status).toBe(200);
    expect(body).toMatchObject({ id: 'app' });
  });

  it('answers 401 to a client with another key', async () => {
    const stranger = new CosmosClient({ endpoint, key: Buffer.from('another key').toString('base64') });

    expect(await statusOf(stranger.database('app').read())).toBe(401);
    stranger.dispose();
  });

  it('answers 401 to a signature for another path', async () => {
    const foreign = await send(`AccountEndpoint=${endpoint}dbs/;AccountKey=${key};`, 'GET', 'app');

    expect(foreign.status).toBe(401);
  });

  it('answers 401 to a request without a signature', async () => {
    const response = await fetch(`${endpoint}dbs/app`);

    expect(response.status).toBe(401);
    expect(await response.text()).toContain('Required Header authorization is missing');
  });

  it('answers 403 to a request dated an hour ago', async () => {
    const headers = { 'x-ms-date': new Date(Date.now() - 3.6e6).toUTCString() };

    expect((await send(connectionString, 'GET', 'dbs/app', { headers })).status).toBe(403);
  });
});

describe(page('cosmos-db/nosql/troubleshoot-forbidden'), () => {
  const container = database.container('documents');
  const attempts = {
    'create a database': () => client.databases.create({ id: 'mine' }),
    'create a container': () => database.containers.create({ id: 'mine', partitionKey: '/x' }),
    'change a container': () => container.replace({ id: 'documents', partitionKey: { paths: ['/documentId'] } }),
    'delete a container': () => container.delete(),
    'delete a database': () => database.delete(),
  };

  it.each(Object.entries(attempts))('answers 403 to an app that wants to %s', async (_, attempt) => {
    expect(await failureOf(attempt())).toMatchObject({
      code: 403,
      message: expect.stringContaining('cannot be authorized by AAD token in data plane') as string,
    });
    expect(await statusOf(container.read())).toBe(200);
  });

  it('lets createIfNotExists through where the container exists', async () => {
    expect(await statusOf(database.containers.createIfNotExists({ id: 'leases', partitionKey: '/id' }))).toBe(200);
  });

  it('lets the app read and write items', async () => {
    expect(await statusOf(container.items.create({ id: 'job', documentId: 'd1' }))).toBe(201);
    expect(await statusOf(container.item('job', 'd1').read())).toBe(200);
  });

  it('gives the containers of the description', async () => {
    const { resources: found } = await database.containers.readAll().fetchAll();

    expect(found.map(({ id, partitionKey, defaultTtl }) => [id, partitionKey?.paths, defaultTtl])).toEqual([
      ['documents', ['/documentId'], -1],
      ['leases', ['/id'], undefined],
    ]);
  });
});

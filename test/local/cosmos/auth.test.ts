import { CosmosClient } from '@azure/cosmos';
import { beforeAll, expect, it } from 'vitest';
import type { CosmosService } from '../../../src/local/cosmos/cosmos.ts';
import { aContainer, statusOf } from './a-cosmos.ts';
import { send } from './wire.ts';

let service: CosmosService;
beforeAll(async () => ({ service } = await aContainer()));

it('answers 401 to a client with another key', async () => {
  const key = Buffer.from('another key').toString('base64');
  const stranger = new CosmosClient({ endpoint: service.endpoint, key });

  expect(await statusOf(stranger.database('db').read())).toBe(401);
  stranger.dispose();
});

it('answers 401 to a request without a signature', async () => {
  const response = await fetch(`${service.endpoint}dbs/db`);

  expect(response.status).toBe(401);
});

it('answers 401 to an Entra token and says that it takes the key only', async () => {
  const authorization = encodeURIComponent('type=aad&ver=1.0&sig=x.y.z');

  const response = await fetch(`${service.endpoint}dbs/db`, { headers: { authorization } });

  expect(response.status).toBe(401);
  expect(await response.text()).toContain('use the account key');
});

it('answers 403 to a request dated an hour ago', async () => {
  const headers = { 'x-ms-date': new Date(Date.now() - 3.6e6).toUTCString() };

  expect((await send(service, 'GET', 'dbs/db', { headers })).status).toBe(403);
});

it('takes a request that is signed as the documentation says', async () => {
  const { status, body } = await send(service, 'GET', 'dbs/db');

  expect(status).toBe(200);
  expect(body).toMatchObject({ id: 'db' });
});

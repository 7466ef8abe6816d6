import { CosmosClient } from '@azure/cosmos';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { aContainer, anAccount, failureOf, rest, statusOf } from './an-account.ts';
import { send } from './wire.ts';

const { connectionString, control, database } = await anAccount('--control');
const container = await aContainer(database);
const docs = `dbs/${database.id}/colls/${container.id}/docs`;

/** The SDK without patience. */
const hasty = new CosmosClient({
  connectionString,
  connectionPolicy: {
    enableEndpointDiscovery: false,
    retryOptions: { maxRetryAttemptCount: 1, fixedRetryIntervalInMilliseconds: 0, maxWaitTimeInSeconds: 1 },
  },
});
const hastyContainer = hasty.database(database.id).container(container.id);
afterAll(() => hasty.dispose());
afterEach(async () => {
  await fetch(`${control}/faults`, { method: 'DELETE' });
});

/** Puts a fault on requests such as `^POST .*docs$`. */
async function fault(operation: string, trouble: object, times?: number): Promise<void> {
  const body = JSON.stringify({ service: 'cosmos', operation, trouble, ...(times === undefined ? {} : { times }) });
  expect((await fetch(`${control}/faults`, { method: 'POST', body })).status).toBe(201);
}

const inForce = async () => (await (await fetch(`${control}/faults`)).json()) as unknown[];

describe(page('cosmos-db/nosql/troubleshoot-request-rate-too-large'), () => {
  it('makes the SDK wait and try again by itself', async () => {
    await fault('^POST .*/docs$', { kind: 'error', status: 429, retryAfterMs: 1 }, 3);

    expect(await statusOf(container.items.create({ id: 'patient', x: 'a' }))).toBe(201);
    expect(await inForce()).toEqual([]);
  });

  it('tells in ms how long to wait', async () => {
    await fault('^GET .*/docs/', { kind: 'error', status: 429, retryAfterMs: 1234 });

    const { status, headers } = await send(connectionString, 'GET', `${docs}/a`);

    expect([status, headers.get('x-ms-retry-after-ms')]).toEqual([429, '1234']);
  });

  it('reaches the caller once the SDK has lost patience, and nothing was written', async () => {
    await fault('^POST .*/docs$', { kind: 'error', status: 429, retryAfterMs: 1 });

    expect((await failureOf(hastyContainer.items.create({ id: 'impatient', x: 'a' }))).code).toBe(429);
    expect(await statusOf(container.item('impatient', 'a').read())).toBe(404);
  });
});

describe(page('cosmos-db/nosql/troubleshoot-service-unavailable'), () => {
  it('answers 503 and then goes on', async () => {
    await fault('^GET .*/docs/', { kind: 'error', status: 503 }, 1);

    expect((await send(connectionString, 'GET', `${docs}/none`)).status).toBe(503);
    const headers = { 'x-ms-documentdb-partitionkey': '["a"]' };
    expect((await send(connectionString, 'GET', `${docs}/none`, { headers })).status).toBe(404);
  });
});

describe(page('cosmos-db/nosql/conceptual-resilient-sdk-applications'), () => {
  const headers = { 'x-ms-documentdb-partitionkey': '["a"]' };

  it('may lose a request before it is applied', async () => {
    await fault('^POST .*/docs$', { kind: 'drop', when: 'before' }, 1);

    await expect(send(connectionString, 'POST', docs, { headers, body: { id: 'lost', x: 'a' } })).rejects.toThrow();
    expect(await statusOf(container.item('lost', 'a').read())).toBe(404);
  });

  it('may lose the answer to a write that was applied', async () => {
    await fault('^POST .*/docs$', { kind: 'drop', when: 'after' }, 1);

    await expect(send(connectionString, 'POST', docs, { headers, body: { id: 'applied', x: 'a' } })).rejects.toThrow();
    expect(await statusOf(container.item('applied', 'a').read())).toBe(200);
  });

  it('may be away, and is back with everything', async () => {
    await container.items.create({ id: 'survivor', x: 'a' });
    await fault('', { kind: 'down' });

    await expect(send(connectionString, 'GET', docs)).rejects.toThrow();
    await fetch(`${control}/faults`, { method: 'DELETE' });
    expect(await statusOf(container.item('survivor', 'a').read())).toBe(200);
  });
});

describe(rest('http-status-codes-for-cosmosdb'), () => {
  it('names a fault in the form of every error: code and message', async () => {
    await fault('^GET .*/docs/', { kind: 'error', status: 408 }, 1);

    const { status, body } = await send(connectionString, 'GET', `${docs}/a`);

    expect(status).toBe(408);
    expect(body).toMatchObject({ code: 'RequestTimeout', message: expect.any(String) as string });
  });
});

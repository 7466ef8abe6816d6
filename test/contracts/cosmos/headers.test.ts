import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { aContainer, anAccount, rest, statusOf } from './an-account.ts';
import { send } from './wire.ts';

const { database, connectionString } = await anAccount();
const container = await aContainer(database);
const docs = `dbs/${database.id}/colls/${container.id}/docs`;

describe(rest('common-cosmosdb-rest-response-headers'), () => {
  it('carries an activity id and a charge that grows with the size', async () => {
    const small = await container.items.create({ id: 'small', x: 'cost' });
    const big = await container.items.create({ id: 'big', x: 'cost', text: 'z'.repeat(100_000) });

    expect(big.requestCharge).toBeGreaterThan(small.requestCharge);
    expect(small.activityId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('names the container by path and by _rid, under which the SDK keeps the session', async () => {
    const { headers } = await container.items.create({ id: 'paths', x: 'a' });

    expect(headers['x-ms-alt-content-path']).toBe(`dbs/${database.id}/colls/${container.id}`);
    expect(headers['x-ms-content-path']).toBe((await container.read()).resource?._rid);
  });
});

describe(page('cosmos-db/request-units'), () => {
  it('charges 1 for reading 1 KB and more for writing it', async () => {
    const { requestCharge: write } = await container.items.create({ id: 'kb', x: 'a', text: 'z'.repeat(600) });
    const { requestCharge: read } = await container.item('kb', 'a').read();

    expect(read).toBe(1);
    expect(write).toBeGreaterThan(4);
  });
});

describe(page('cosmos-db/consistency-levels'), () => {
  it('moves the session token on with each write and accepts it on a read', async () => {
    const lsn = (token: unknown) => Number(String(token).split('#')[1]);
    const first = await container.items.create({ id: 's1', x: 'a' });
    const second = await container.items.create({ id: 's2', x: 'a' });
    const token = String(second.headers['x-ms-session-token']);

    expect(token).toMatch(/^0:-1#\d+$/);
    expect(lsn(token)).toBeGreaterThan(lsn(first.headers['x-ms-session-token']));
    expect(await statusOf(container.item('s2', 'a').read({ sessionToken: token }))).toBe(200);
  });

  it('refuses a read that asks for more than the account gives with 400', async () => {
    const headers = { 'x-ms-documentdb-partitionkey': '["a"]', 'x-ms-consistency-level': 'Strong' };
    await container.items.create({ id: 'weak', x: 'a' });

    expect((await send(connectionString, 'GET', `${docs}/weak`, { headers })).status).toBe(400);
  });
});

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { target } from '../target.ts';

const { functions } = await target(['--only=functions', `--app=${join(import.meta.dirname, 'app-admin')}`, '--auth']);
const { masterKey } = functions;

async function status(path: string, key?: string): Promise<number> {
  return (await fetch(`${functions.url}${path}`, key === undefined ? {} : { headers: { 'x-functions-key': key } }))
    .status;
}

interface KeyAnswer {
  status: number;
  location: string | null;
  body: {
    name: string;
    value: string;
    keys: { name: string; value: string }[];
    links: { rel: string; href: string }[];
  };
}

async function keys(method: string, path: string, body?: object): Promise<KeyAnswer> {
  const response = await fetch(`${functions.url}/admin/${path}`, {
    method,
    headers: { 'x-functions-key': masterKey, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return {
    status: response.status,
    location: response.headers.get('location'),
    body: (isJson ? await response.json() : {}) as KeyAnswer['body'],
  };
}

const valueOf = async (path: string) => (await keys('GET', path)).body.value;

describe(page('azure-functions/function-keys-how-to'), () => {
  it('opens level function with the key of the function, of the host and the master key, and with no other', async () => {
    expect(await status('/api/keyed')).toBe(401);
    expect(await status('/api/keyed', 'wrong')).toBe(401);
    expect(await status('/api/keyed', await valueOf('functions/keyed/keys/default'))).toBe(200);
    expect(await status('/api/keyed', await valueOf('host/functionkeys/default'))).toBe(200);
    expect(await status('/api/keyed', masterKey)).toBe(200);
    expect(await status('/api/keyed', await valueOf('functions/mastered/keys/default'))).toBe(401);
  });

  it('opens level admin with the master key alone', async () => {
    expect(await status('/api/mastered', await valueOf('host/functionkeys/default'))).toBe(401);
    expect(await status('/api/mastered', await valueOf('functions/mastered/keys/default'))).toBe(401);
    expect(await status('/api/mastered', masterKey)).toBe(200);
  });

  it('ignores a bad key where none is needed', async () => {
    expect(await status('/api/open', 'wrong')).toBe(200);
  });

  it('takes the key from the query too, but a header wins', async () => {
    expect(await status(`/api/keyed?code=${masterKey}`)).toBe(200);
    expect(await status(`/api/keyed?code=${masterKey}`, 'wrong')).toBe(401);
  });
});

describe(source('Azure/azure-functions-host/src/WebJobs.Script.WebHost/Security/Authorization'), () => {
  it('answers an admin request without a key 401 with a challenge, and with a weaker key 403', async () => {
    const response = await fetch(`${functions.url}/admin/host/status`);

    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await status('/admin/host/status', 'wrong')).toBe(401);
    expect(await status('/admin/host/status', await valueOf('host/functionkeys/default'))).toBe(403);
  });

  it('opens the Event Grid webhook with its system key, and not with the key of functions', async () => {
    const path = '/runtime/webhooks/eventgrid?functionName=nobody';

    expect(await status(path)).toBe(401);
    expect(await status(path, await valueOf('host/functionkeys/default'))).toBe(401);
    expect(await status(path, await valueOf('host/systemkeys/eventgrid_extension'))).toBe(404);
  });
});

describe(source('Azure/azure-functions-host/src/WebJobs.Script.WebHost/Controllers/KeysController.cs'), () => {
  it('makes a key with the value that it is given: 201 and where it is; and then takes it', async () => {
    const made = await keys('PUT', 'functions/keyed/keys/mine', { name: 'mine', value: 'of-my-own' });

    expect(made).toMatchObject({ status: 201, body: { name: 'mine', value: 'of-my-own' } });
    expect(made.location).toBe(`${functions.url}/admin/functions/keyed/keys/mine`);
    expect(made.body.links).toEqual([{ rel: 'self', href: made.location }]);
    expect(await status('/api/keyed', 'of-my-own')).toBe(200);
  });

  it('changes a key that is there: 200; and takes the old value no more', async () => {
    await keys('PUT', 'host/functionkeys/shared', { name: 'shared', value: 'before' });

    expect((await keys('PUT', 'host/functionkeys/shared', { name: 'shared', value: 'after' })).status).toBe(200);

    expect([await status('/api/keyed', 'before'), await status('/api/keyed', 'after')]).toEqual([401, 200]);
  });

  it('makes up a value for POST', async () => {
    const made = await keys('POST', 'host/functionkeys/made-up');
    const again = await keys('POST', 'host/functionkeys/made-up');

    expect([made.status, again.status]).toEqual([201, 200]);
    expect(made.body.value.length).toBeGreaterThan(30);
    expect(again.body.value).not.toBe(made.body.value);
  });

  it('removes a key: 204, then 404', async () => {
    await keys('PUT', 'host/functionkeys/short', { value: 'lived' });

    expect((await keys('DELETE', 'host/functionkeys/short')).status).toBe(204);

    expect(await status('/api/keyed', 'lived')).toBe(401);
    expect((await keys('DELETE', 'host/functionkeys/short')).status).toBe(404);
  });

  it('lists the keys of a function, the host and its extensions', async () => {
    const names = async (path: string) => (await keys('GET', path)).body.keys.map(({ name }) => name);

    expect(await names('functions/open/keys')).toEqual(['default']);
    expect(await names('host/functionkeys')).toContain('default');
    expect(await names('host/systemkeys')).toContain('eventgrid_extension');
  });

  it('gives the master key as a system key that cannot be removed', async () => {
    expect(await valueOf('host/systemkeys/_master')).toBe(masterKey);
    expect((await keys('DELETE', 'host/systemkeys/_master')).status).toBe(400);
  });

  it.each([
    { what: 'a value that is missing', path: 'host/functionkeys/bad', body: { name: 'bad' }, status: 400 },
    {
      what: 'a name that is not the one of the path',
      path: 'host/functionkeys/bad',
      body: { name: 'x', value: 'y' },
      status: 400,
    },
    { what: 'an unknown function', path: 'functions/nobody/keys/x', body: { value: 'y' }, status: 404 },
  ])('refuses $what with $status', async ({ path, body, status: expected }) => {
    expect((await keys('PUT', path, body)).status).toBe(expected);
  });

  it('does not know a key that is not there', async () => {
    expect((await keys('GET', 'functions/keyed/keys/nothing')).status).toBe(404);
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imports, type RunningApp, startApp, startIn } from '../an-app.ts';

let app: RunningApp;

beforeAll(async () => {
  app = await startApp(
    {
      'index.mjs': `${imports}
app.http('open', { handler: () => ({ body: 'open' }) });
app.http('keyed', { authLevel: 'function', handler: () => ({ body: 'keyed' }) });
app.http('mastered', { authLevel: 'admin', handler: () => ({ body: 'mastered' }) });
app.http('off', { handler: () => ({ body: 'off' }) });
app.timer('clock', { schedule: '0 0 0 1 1 *', handler: (timer, context) => context.log('called', JSON.stringify(timer)) });
`,
    },
    { authorisation: true, settings: { 'AzureWebJobs.off.Disabled': 'true' } },
  );
});
afterAll(() => app.stop());

const status = async (target: string, key?: string, init: RequestInit = {}) =>
  (await app.fetch(target, { ...init, ...(key !== undefined && { headers: { 'x-functions-key': key } }) })).status;

function ownKey(name: string): string {
  const { keys } = JSON.parse(readFileSync(path.join(app.stateDir, `keys/${name}.json`), 'utf8')) as {
    keys: { value: string }[];
  };
  return keys[0]?.value ?? '';
}

describe('a function with level function', () => {
  it('opens with its own key, the host key and the master key, and with no other', async () => {
    const { keys } = app.host;

    expect(await status('/api/keyed')).toBe(401);
    expect(await status('/api/keyed', 'wrong')).toBe(401);
    expect(await status('/api/keyed', keys.systemEventGrid)).toBe(401);
    expect(await status('/api/keyed', keys.default)).toBe(200);
    expect(await status('/api/keyed', keys.master)).toBe(200);
    expect(await status('/api/keyed', ownKey('keyed'))).toBe(200);
  });

  it('takes the key from the query, but a header wins over it', async () => {
    const target = `/api/keyed?code=${app.host.keys.default}`;

    expect(await status(target)).toBe(200);
    expect(await status(target, 'wrong')).toBe(401);
  });
});

it('opens level admin with the master key alone', async () => {
  expect(await status('/api/mastered', app.host.keys.default)).toBe(401);
  expect(await status('/api/mastered', app.host.keys.master)).toBe(200);
});

it('ignores a bad key where none is needed', async () => {
  expect(await status('/api/open', 'wrong')).toBe(200);
});

it('hides a disabled function from all but the master key', async () => {
  expect(await status('/api/off')).toBe(404);
  expect(await status('/api/off', app.host.keys.master)).toBe(200);
  expect(app.host.functions().find(({ name }) => name === 'off')).toMatchObject({ disabled: true });
});

it('keeps its keys over a restart', async () => {
  await app.host.stop();
  const again = await startIn(app.folder, { stateDir: app.stateDir, authorisation: true });
  const { keys } = again.host;
  await again.stop();
  await app.host.start();

  expect(keys.master).toBe(app.host.keys.master);
  expect(await status('/api/keyed', keys.default)).toBe(200);
});

describe('the admin API', () => {
  it('answers ping to anyone', async () => {
    const answer = await app.fetch('/admin/host/ping', { method: 'POST' });

    expect([answer.status, await answer.text(), answer.headers.get('cache-control')]).toEqual([
      200,
      '',
      'no-store, no-cache',
    ]);
  });

  it('asks for the master key: 401 without a key, 403 with a weaker one', async () => {
    const answer = await app.fetch('/admin/host/status');

    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await status('/admin/host/status', app.host.keys.default)).toBe(403);
    expect(await status('/admin/host/status', app.host.keys.master)).toBe(200);
  });

  it('says that it runs', async () => {
    const answer = await app.fetch('/admin/host/status', { headers: { 'x-functions-key': app.host.keys.master } });

    expect(await answer.json()).toMatchObject({ state: 'Running', id: expect.any(String) as string });
  });

  it('lists the functions and shows one', async () => {
    const headers = { 'x-functions-key': app.host.keys.master };
    const all = (await (await app.fetch('/admin/functions', { headers })).json()) as { name: string }[];
    const one = await (await app.fetch('/admin/functions/KEYED', { headers })).json();

    expect(all.map(({ name }) => name)).toEqual(['open', 'keyed', 'mastered', 'off', 'clock']);
    expect(one).toMatchObject({
      name: 'keyed',
      invoke_url_template: `http://127.0.0.1:${app.host.port}/api/keyed`,
      isDisabled: false,
      isDirect: true,
    });
    expect(await status('/admin/functions/nobody', app.host.keys.master)).toBe(404);
  });

  it('calls a function: 202, or says what is wrong', async () => {
    const post = async (target: string, body: string, type = 'application/json') => {
      const headers = { 'x-functions-key': app.host.keys.master, 'content-type': type };
      return (await app.fetch(target, { method: 'POST', headers, body })).status;
    };

    expect(await post('/admin/functions/clock', '{"input":""}')).toBe(202);
    expect((await app.said('called {')).functionName).toBe('clock');
    expect(await post('/admin/functions/clock', '{"input":')).toBe(400);
    expect(await post('/admin/functions/clock', '{}', 'text/plain')).toBe(415);
    expect(await post('/admin/functions/nobody', '{}')).toBe(404);
  });
});

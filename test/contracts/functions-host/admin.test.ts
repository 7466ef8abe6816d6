import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { target } from '../target.ts';

const app = join(import.meta.dirname, 'app-admin');
const { functions } = await target([
  '--only=functions',
  `--app=${app}`,
  '--auth',
  '--setting=AzureWebJobs.off.Disabled=true',
]);

/** For the event, not for a time. */
const waiting = { timeout: 60_000 };

const call = (path: string, init: RequestInit = {}, key?: string) =>
  fetch(`${functions.url}${path}`, {
    ...init,
    headers: {
      ...(init.headers as Record<string, string> | undefined),
      ...(key !== undefined && { 'x-functions-key': key }),
    },
  });
const asMaster = (path: string, init?: RequestInit) => call(path, init, functions.masterKey);
const answer = async (path: string, init?: RequestInit) => (await asMaster(path, init)).json();

describe(source('Azure/azure-functions-host/src/WebJobs.Script.WebHost/Controllers/HostController.cs'), () => {
  it.each(['GET', 'POST'])('answers %s ping to anyone, and lets nobody keep the answer', async (method) => {
    const response = await call('/admin/host/ping', { method });

    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('cache-control')).toBe('no-store, no-cache');
  });

  it('says its state, versions and who it is', async () => {
    const status = (await answer('/admin/host/status')) as Record<string, unknown>;

    expect(status).toMatchObject({ state: 'Running', platformVersion: expect.any(String) as string });
    expect(status['id']).toMatch(/./);
    expect(status['instanceId']).toMatch(/./);
    expect(status['computerName']).toMatch(/./);
    expect(status['version']).toMatch(/^4\.\d+/);
    expect(status['versionDetails']).toMatch(/^4\.\d+/);
    expect(status['processUptime']).toBeGreaterThan(0);
    expect(status).not.toHaveProperty('errors');
  });

  it('takes a request for drain, goes on serving HTTP, and says how far it is', async () => {
    expect(await answer('/admin/host/drain/status')).toMatchObject({ state: 'Disabled' });

    expect((await asMaster('/admin/host/drain', { method: 'POST' })).status).toBe(202);

    expect((await call('/api/open')).status).toBe(200);
    await expect
      .poll(() => answer('/admin/host/drain/status'), waiting)
      .toEqual({
        state: 'Completed',
        outstandingInvocations: 0,
        outstandingRetries: 0,
      });
  });

  it('resumes after a drain', async () => {
    expect((await asMaster('/admin/host/resume', { method: 'POST' })).status).toBe(200);

    expect(await answer('/admin/host/drain/status')).toMatchObject({ state: 'Disabled' });
    expect(await answer('/admin/host/status')).toMatchObject({ state: 'Running' });
  });

  it('restarts the app, and the requests that come meanwhile wait', async () => {
    const before = await (await call('/api/open')).text();

    expect((await asMaster('/admin/host/restart', { method: 'POST' })).status).toBe(200);

    expect(await (await call('/api/open')).text()).not.toBe(before);
  });

  it('takes a request to tell the platform of its triggers', async () => {
    expect((await asMaster('/admin/host/synctriggers', { method: 'POST' })).ok).toBe(true);
  });

  it('answers a warm-up, and keeps the files of the app to itself', async () => {
    expect((await call('/admin/warmup')).status).toBe(200);
    expect((await asMaster('/admin/vfs/index.mjs')).status).toBe(403);
  });

  it.each(['/admin', '/admin/host/nothing', '/admin/nothing', '/admin/functions/open/nothing', '/admin/host/status/x'])(
    'does not know %s',
    async (path) => {
      expect((await asMaster(path)).status).toBe(404);
    },
  );
});

describe(source('Azure/azure-functions-host/src/WebJobs.Script.WebHost/Controllers/FunctionsController.cs'), () => {
  it('lists the functions with their bindings and addresses', async () => {
    const all = (await answer('/admin/functions')) as { name: string }[];

    expect(all.map(({ name }) => name).sort()).toEqual(['clock', 'keyed', 'mastered', 'off', 'open']);
    expect(all.find(({ name }) => name === 'keyed')).toMatchObject({
      href: `${functions.url}/admin/functions/keyed`,
      invoke_url_template: `${functions.url}/api/keyed`,
      script_href: `${functions.url}/admin/vfs/index.mjs`,
      language: 'node',
      isDisabled: false,
      isDirect: true,
      config: {
        bindings: expect.arrayContaining([
          expect.objectContaining({ type: 'httpTrigger', authLevel: 'function' }),
        ]) as unknown[],
      },
    });
    expect(all.find(({ name }) => name === 'off')).toMatchObject({ isDisabled: true });
    expect(all.find(({ name }) => name === 'clock')).toMatchObject({ isDirect: false, invoke_url_template: null });
  });

  it('shows one function, in any case, and does not know others', async () => {
    expect(await answer('/admin/functions/KEYED')).toMatchObject({ name: 'keyed' });
    expect((await asMaster('/admin/functions/nobody')).status).toBe(404);
  });
});

describe(page('azure-functions/functions-manually-run-non-http'), () => {
  const run = async (name: string, body: string, type = 'application/json') =>
    (await asMaster(`/admin/functions/${name}`, { method: 'POST', headers: { 'content-type': type }, body })).status;

  it('calls a function: 202', async () => {
    expect(await run('clock', '{"input":"now"}')).toBe(202);

    await expect.poll(async () => (await call('/api/open?clock')).text(), waiting).toBe('1');
  });

  it.each([
    { what: 'a body that is not JSON', name: 'clock', body: '{"input":', status: 400 },
    { what: 'a type that is not JSON', name: 'clock', body: '{}', type: 'text/plain', status: 415 },
    { what: 'an unknown function', name: 'nobody', body: '{}', status: 404 },
  ])('answers $what with $status', async ({ name, body, type, status }) => {
    expect(await run(name, body, type)).toBe(status);
  });
});

describe(page('azure-functions/disable-function'), () => {
  it('hides a disabled function from all but the master key', async () => {
    expect((await call('/api/off')).status).toBe(404);
    expect((await asMaster('/api/off')).status).toBe(200);
  });
});

describe(page('azure-functions/functions-bindings-event-grid-trigger'), () => {
  it('knows no webhook of an extension that is not there', async () => {
    for (const path of ['/runtime/webhooks/nothing', '/runtime/nothing'])
      expect((await asMaster(path)).status).toBe(404);
  });
});

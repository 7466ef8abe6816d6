import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { target } from '../target.ts';
import { appFolder } from './app-folder.ts';

const { folder, write } = appFolder('app-admin', { 'host.json': '{ "extensions": {} }' });
const { functions } = await target(['--only=functions', `--app=${folder}`]);
const waiting = { timeout: 60_000 };

const call = (path: string) => fetch(`${functions.url}${path}`);
const hostStatus = async () =>
  (await (await call('/admin/host/status')).json()) as { state: string; errors?: string[] };

/** Writes host.json and waits until the host has read it. */
async function becomes(hostJson: string, state: 'Running' | 'Error', error = ''): Promise<void> {
  write('host.json', hostJson);
  await expect
    .poll(async () => {
      const { state, errors = [] } = await hostStatus();
      return [state, errors.join().includes(error)];
    }, waiting)
    .toEqual([state, true]);
}

describe(source('Azure/azure-functions-host/src/WebJobs.Script.WebHost/WebJobsScriptHostService.cs'), () => {
  it('is in error without a version: 503 everywhere but ping and status, which names it', async () => {
    const { state, errors = [] } = await hostStatus();
    const refused = await call('/api/open');

    expect([state, errors.length]).toEqual(['Error', 1]);
    expect(errors[0]).toMatch(/host\.json/);
    expect(errors[0]).toMatch(/version/);
    expect([refused.status, await refused.text()]).toEqual([503, 'Function host is not running.']);
    expect((await call('/')).status).toBe(503);
    expect((await call('/admin/host/ping')).status).toBe(200);
  });

  it('runs as soon as the file is mended', async () => {
    await becomes('{ "version": "2.0" }', 'Running');

    expect((await call('/api/open')).status).toBe(200);
    expect(await hostStatus()).not.toHaveProperty('errors');
  });

  it('is in error again when the file cannot be read as JSON', async () => {
    await becomes('{ "version": ', 'Error', 'JSON');

    expect((await call('/api/open')).status).toBe(503);
  });
});

describe(page('azure-functions/functions-host-json'), () => {
  it('takes the defaults for an empty object, and a byte order mark', async () => {
    await becomes('\uFEFF{}', 'Running');

    expect((await call('/api/open')).status).toBe(200);
  });

  it('puts routePrefix before every route', async () => {
    await becomes('{ "version": "1.0" }', 'Error', 'version');
    await becomes('{ "version": "2.0", "extensions": { "http": { "routePrefix": "v1/of" } } }', 'Running');

    expect([(await call('/v1/of/open')).status, (await call('/api/open')).status]).toEqual([200, 404]);
  });

  it('leaves the root to the home page and admin to itself when routePrefix is empty', async () => {
    await becomes('{ "version": "1.0" }', 'Error', 'version');
    await becomes('{ "version": "2.0", "extensions": { "http": { "routePrefix": "" } } }', 'Running');

    expect([(await call('/open')).status, (await call('/')).status]).toEqual([200, 200]);
    expect(await hostStatus()).toMatchObject({ state: 'Running' });
  });

  it.each([
    { what: 'a function timeout that is no time span', json: { functionTimeout: 'soon' }, names: 'functionTimeout' },
    { what: 'a function timeout below a second', json: { functionTimeout: '00:00:00' }, names: 'functionTimeout' },
    { what: 'a queue batch above 32', json: { extensions: { queues: { batchSize: 33 } } }, names: 'batchSize' },
  ])('refuses $what by name', async ({ json, names }) => {
    await becomes(JSON.stringify({ version: '2.0', ...json }), 'Error', names);
  });
});

describe('what this host does not have, and says so by name', () => {
  it.each([
    { option: 'customHandler', json: { customHandler: { description: { defaultExecutablePath: 'app' } } } },
    { option: 'concurrency.dynamicConcurrencyEnabled', json: { concurrency: { dynamicConcurrencyEnabled: true } } },
    {
      option: 'extensions.http.dynamicThrottlesEnabled',
      json: { extensions: { http: { dynamicThrottlesEnabled: true } } },
    },
    { option: 'extensions.http.hsts.isEnabled', json: { extensions: { http: { hsts: { isEnabled: true } } } } },
    { option: 'functions', json: { functions: ['open'] } },
    { option: 'retry', json: { retry: { strategy: 'fixedDelay' } } },
    { option: 'managedDependency.enabled', json: { managedDependency: { enabled: true } } },
  ])('$option in host.json', async ({ option, json }) => {
    await becomes(JSON.stringify({ version: '2.0', ...json }), 'Error', `not supported by this host: ${option}`);
  });
});

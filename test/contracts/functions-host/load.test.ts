import { afterAll, describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { startLocal } from '../target.ts';
import { appFolder } from './app-folder.ts';

const one = (name: string) =>
  `import { app } from '@azure/functions';\napp.http('${name}', { handler: () => ({ body: '${name}' }) });\n`;
const main = (pattern: string) => JSON.stringify({ type: 'module', main: pattern });
const everything = 'functions/**/*.{mjs,cjs,js}';

const { folder, write } = appFolder('app-load', {
  'package.json': `\uFEFF${main(everything)}`,
  'local.settings.json': JSON.stringify({
    IsEncrypted: false,
    Values: { FROM_VALUES: 'yes' },
    Host: { CORS: 'https://one.example,https://two.example/', CORSCredentials: true },
  }),
  'functions/.hidden.mjs': one('hidden'),
  'functions/node_modules/nested/index.mjs': one('nested'),
  'broken/syntax.mjs': 'this is not a program',
  'broken/after.mjs': `${one('before')}throw new Error('after a registration');`,
  'broken/twice.mjs': `${one('twice')}app.http('twice', { handler: () => ({}) });`,
  'broken/nothing.mjs': 'export {};',
});
const { addresses, said, end } = await startLocal(['--only=functions', `--app=${folder}`]);
afterAll(() => end());
const { functions } = addresses;

const call = (path: string) => fetch(`${functions.url}${path}`);
const body = async (path: string) => (await call(path)).text();
const names = async () =>
  ((await (await call('/admin/functions')).json()) as { name: string }[]).map(({ name }) => name);

/** Loads another entry; resolves when the host has. */
async function load(pattern: string): Promise<void> {
  write('package.json', main(pattern));
  await fetch(`${functions.url}/admin/host/restart`, { method: 'POST' });
  await names();
}

describe(page('azure-functions/functions-reference-node#registering-a-function'), () => {
  it('loads every file that the pattern names, package.json with a byte order mark', async () => {
    expect([await body('/api/one'), await body('/api/two')]).toEqual(['one', 'started']);
  });

  it('loads CommonJS in a package of modules', async () => {
    expect(await body('/api/common')).toMatch(/^common/);
  });

  it('waits for a module that registers after an await', async () => {
    expect(await body('/api/late')).toBe('late');
  });

  it('waits for appStart hooks before the first call', async () => {
    expect(await body('/api/two')).toBe('started');
  });

  it('lets nothing be registered after the start', async () => {
    expect(await body('/api/late-register')).toMatch('can only be registered during app startup');
    expect((await call('/api/later')).status).toBe(404);
  });
});

describe(source('Azure/azure-functions-core-tools/src'), () => {
  it('prints that the worker runs, the functions with their addresses, and those in error', () => {
    const { port } = new URL(functions.url);
    const lines = said.join('').split('\n');
    const at = (text: string) => lines.findIndex((line) => line.includes(text));

    const order = [
      at('Worker process started and initialized.'),
      at('Functions:'),
      at(`\tone: [GET,POST] http://localhost:${port}/api/one`),
      at("Host lock lease acquired by instance ID '"),
    ];
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order[0]).toBeGreaterThanOrEqual(0);
    expect(at(`\ttimed: timerTrigger`)).toBeGreaterThan(0);
    expect(at("The '9lives' function is in error:")).toBeGreaterThan(0);
  });
});

describe(source('Azure/azure-functions-nodejs-worker/src/startApp.ts'), () => {
  it('does not load a file whose name begins with a dot', async () => {
    expect((await call('/api/hidden')).status).toBe(404);
  });

  it('loads what lies in a nested node_modules', async () => {
    expect(await body('/api/nested')).toBe('nested');
  });
});

describe(source('Azure/azure-functions-host/src/WebJobs.Script/Host/ScriptHost.cs'), () => {
  it.each([
    { what: 'a name that begins with a digit', path: '/api/9lives' },
    { what: 'the name host', path: '/api/host' },
    { what: 'a route that begins with admin', path: '/api/admin/of/app' },
  ])('leaves out the function with $what, and no other', async ({ path }) => {
    expect([(await call(path)).status, (await call('/api/one')).status]).toEqual([404, 200]);
  });

  it('gives a route that two functions want to the first', async () => {
    expect(await body('/api/ONE')).toBe('one');
  });
});

describe(page('azure-functions/functions-develop-local#local-settings-file'), () => {
  const from = async (origin: string, method = 'GET') => {
    const headers = { origin, 'access-control-request-method': 'GET' };
    const response = await fetch(`${functions.url}/api/one`, { method, headers });
    return [
      response.status,
      response.headers.get('access-control-allow-origin'),
      response.headers.get('access-control-allow-credentials'),
    ];
  };

  it('answers a preflight of an origin in Host.CORS, and marks the answers to it', async () => {
    expect(await from('https://one.example', 'OPTIONS')).toEqual([204, 'https://one.example', 'true']);
    expect(await from('https://two.example')).toEqual([200, 'https://two.example', 'true']);
  });

  it('answers a preflight of any other origin without leave', async () => {
    expect(await from('https://other.example', 'OPTIONS')).toEqual([204, null, null]);
  });

  it('gives the app the settings in Values', async () => {
    expect(await body('/api/common')).toBe('common yes');
  });
});

describe('routes that this host does not have, and says so by name', () => {
  it.each([
    { name: 'dated', names: 'datetime', path: '/api/dated/2026-01-01' },
    { name: 'sized', names: 'range(1,9)', path: '/api/sized/3' },
    { name: 'rest', names: 'rest/{*all}/more', path: '/api/rest/a/more' },
  ])('$names', async ({ name, names: named, path }) => {
    const { error } = (await (await call(`/admin/functions/${name}`)).json()) as { error?: string };

    expect(error).toContain(named);
    expect((await call(path)).status).toBe(404);
  });
});

describe(source('Azure/azure-functions-nodejs-worker/src/startApp.ts (an entry that breaks)'), () => {
  it.each([
    { what: 'is missing', pattern: 'broken/missing.mjs', names: 'broken/missing.mjs' },
    { what: 'cannot be parsed', pattern: 'broken/syntax.mjs', names: 'broken/syntax.mjs' },
    { what: 'throws after a registration', pattern: 'broken/after.mjs', names: 'after a registration' },
    { what: 'registers a name twice', pattern: 'broken/twice.mjs', names: 'twice' },
    { what: 'registers nothing', pattern: 'broken/nothing.mjs', names: 'no function' },
  ])('serves no function of an entry that $what, stays up, and says why', async ({ pattern, names: named }) => {
    await load(pattern);

    expect(await names()).toEqual([]);
    expect((await call('/api/before')).status).toBe(404);
    const { errors = [] } = (await (await call('/admin/host/status')).json()) as { errors?: string[] };
    expect(errors.join()).toContain(named);
  });

  it('runs again when the entry does', async () => {
    await load(everything);

    expect(await body('/api/one')).toBe('one');
  });
});

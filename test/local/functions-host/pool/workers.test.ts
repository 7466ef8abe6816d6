import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { type AppFiles, type HostOptions, imports, startApp, writeApp } from '../an-app.ts';

const handlers = `${imports}
import { writeFileSync } from 'node:fs';
app.http('pid', { handler: () => ({ body: String(process.pid) }) });
app.http('crash', { handler: () => { setImmediate(() => { throw new Error('uncaught'); }); return new Promise(() => {}); } });
app.http('exit', { handler: (request) => process.exit(Number(request.query.get('code'))) });
app.http('hang', { handler: (_, context) => { context.log('hangs'); setImmediate(() => { for (;;); }); return new Promise(() => {}); } });
app.http('slow', { handler: async (_, context) => { context.log('began'); await new Promise((go) => setTimeout(go, 400)); return { body: 'done' }; } });
app.http('never', { handler: (_, context) => { context.log('began'); return new Promise(() => {}); } });
app.http('print', { handler: () => { console.log('to stdout'); console.error('to stderr'); console.error('a warning'); console.error('it failed'); return {}; } });
app.http('node', { handler: () => ({ jsonBody: process.execArgv }) });
app.http('env', { handler: () => ({ jsonBody: { ...process.env } }) });
`;

async function start(options: HostOptions = {}, files: AppFiles = {}) {
  const app = await startApp({ 'index.mjs': handlers, ...files }, options);
  onTestFinished(() => app.stop());
  return app;
}

const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it.each(['crash', 'exit?code=1', 'exit?code=0', 'exit?code=200'])(
  'fails the call of a worker that ends (%s) and starts another',
  async (route) => {
    const app = await start();
    const [before] = app.host.workerPids();

    const failed = await app.fetch(`/api/${route}`);
    const next = await app.fetch('/api/pid');

    expect([failed.status, next.status]).toEqual([500, 200]);
    expect(await next.text()).not.toBe(String(before));
  },
);

it('stops after three failures of one worker, and runs again when it is started', async () => {
  let failure: ((error: Error) => void) | undefined;
  const failed = new Promise<Error>((resolve) => (failure = resolve));
  const app = await start({ onFailure: (error) => failure?.(error) });
  for (let times = 0; times < 3; times++) await app.fetch('/api/crash');

  expect((await failed).message).toMatch('failures');
  expect(app.host.workerPids()).toEqual([]);
  await expect(app.fetch('/api/pid')).rejects.toThrow();

  await app.host.start();
  expect((await app.fetch('/api/pid')).status).toBe(200);
});

it('kills a worker that blocks past functionTimeout, while others are served', async () => {
  const app = await start({ terminateMs: 200 }, { 'host.json': { version: '2.0', functionTimeout: '00:00:01' } });
  const [blocked = 0] = app.host.workerPids();

  const hanging = await app.fetch('/api/hang');
  const next = await app.fetch('/api/pid');

  expect([hanging.status, next.status]).toEqual([500, 200]);
  expect((await app.said("Executed 'Functions.hang'")).message).toContain('Timeout value of 1 s was exceeded');
  await app.host.stop();
  expect(alive(blocked)).toBe(false);
});

it('lets a running call end before it stops, and runs the appTerminate hooks to their end', async () => {
  const app = await start(
    {},
    {
      'index.mjs': `${handlers}
app.hook.appTerminate(async () => { await new Promise((go) => setTimeout(go, 200)); writeFileSync('terminated', ''); });`,
    },
  );
  const answer = app.fetch('/api/slow');
  await app.said('began');

  await app.host.stop();

  expect(await (await answer).text()).toBe('done');
  expect(existsSync(path.join(app.folder, 'terminated'))).toBe(true);
  expect(app.host.workerPids()).toEqual([]);
});

it('cuts off what takes longer than the drain time', async () => {
  const app = await start({ drainMs: 100 });
  const answer = app.fetch('/api/never').then(
    ({ status }) => status,
    () => 'reset',
  );
  await app.said('began');

  await app.host.stop();

  expect([500, 'reset']).toContain(await answer);
});

it('listens at the same port after stop and start', async () => {
  const app = await start();
  const { port } = app.host;
  await app.host.stop();
  await expect(app.fetch('/api/pid')).rejects.toThrow();

  await app.host.start();

  expect(app.host.port).toBe(port);
  expect((await app.fetch('/api/pid')).status).toBe(200);
});

it('leaves no worker behind when the host is killed', async () => {
  const folder = writeApp({ 'index.mjs': handlers });
  const hostFile = path.resolve(import.meta.dirname, '../../../../src/local/functions-host/functions-host.ts');
  const options = {
    appDir: folder,
    port: 0,
    settings: {},
    stateDir: path.join(folder, '.state'),
    authorisation: false,
  };
  const script = `const { startFunctionsHost } = await import(${JSON.stringify(hostFile)});
const log = ({ message }) => console.log(message);
const host = await startFunctionsHost({ ...${JSON.stringify(options)}, log });
console.log(JSON.stringify({ port: host.port, pids: host.workerPids() }));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (text: string): Promise<string> => {
    for (;;) {
      const { done, value } = await lines.next();
      if (done) throw new Error(`The host ended before it said '${text}'`);
      if (value.startsWith(text)) return value;
    }
  };
  const { pids, port } = JSON.parse(await line('{')) as { pids: number[]; port: number };
  // Its event loop is blocked: it cannot hear that its channel closes.
  const hanging = fetch(`http://127.0.0.1:${port}/api/hang`).catch(() => undefined);
  await line('hangs');

  child.kill('SIGKILL');
  await once(child, 'exit');
  await hanging;

  expect(pids).toHaveLength(1);
  while (pids.some(alive)) await new Promise((resolve) => setImmediate(resolve));
});

it('keeps what the app prints apart from what it logs', async () => {
  const app = await start();

  await app.fetch('/api/print');

  expect(await app.said('to stdout')).toEqual({ level: 'information', category: 'Worker', message: 'to stdout' });
  expect(await app.said('to stderr')).toEqual({ level: 'information', category: 'Worker', message: 'to stderr' });
  expect((await app.said('a warning')).level).toBe('warning');
  expect((await app.said('it failed')).level).toBe('error');
});

it('gives the worker the settings and nothing else of the host', async () => {
  process.env['OF_THE_HOST'] = 'secret';
  const app = await start({ settings: { OF_THE_APP: 'yes', FUNCTIONS_WORKER_RUNTIME: 'node' } });

  const environment = (await (await app.fetch('/api/env')).json()) as Record<string, string>;

  expect(environment).toMatchObject({
    OF_THE_APP: 'yes',
    PATH: process.env['PATH'],
    AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
  });
  expect(environment).not.toHaveProperty('OF_THE_HOST');
});

it('runs as many workers as the setting says, and takes them in turn', async () => {
  const app = await start({ settings: { FUNCTIONS_WORKER_PROCESS_COUNT: '2' } });

  const seen = new Set<string>();
  while (seen.size < 2) seen.add(await (await app.fetch('/api/pid')).text());

  expect([...seen].sort()).toEqual(app.host.workerPids().map(String).sort());
});

it('starts Node with the arguments of languageWorkers__node__arguments', async () => {
  const settings = { languageWorkers__node__arguments: '--max-semi-space-size=3 --no-deprecation' };
  const app = await start({ settings });

  expect(await (await app.fetch('/api/node')).json()).toEqual(['--max-semi-space-size=3', '--no-deprecation']);
});

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { movableClock } from '../../../src/local/clock.ts';
import { steadyLoad } from '../steady-load.ts';
import { type HostOptions, imports, type RunningApp, startApp, startIn, writeApp } from './an-app.ts';
import { gate, named } from './deploy-app.ts';

async function start(options: HostOptions = {}) {
  const running = await startApp(named('one'), options);
  onTestFinished(() => running.stop());
  return running;
}

it('passes requests from one package to the next and back without a failure, over the same connections', async () => {
  const app = await start();
  const load = steadyLoad(`http://127.0.0.1:${app.host.port}`, '/api/who');
  await load.until('one');

  await app.host.deploy({ appDir: writeApp(named('two')) });
  await load.until('two');
  await app.host.deploy({ appDir: app.folder });
  await load.until('one');
  const { answers, failures, connections } = await load.end();

  expect(failures).toEqual([]);
  expect([...answers.keys()].sort()).toEqual(['one', 'two']);
  expect(connections).toBe(4);
});

it('lets the calls of the package before end with their answers, however many have come after it', async () => {
  const app = await start({ drainMs: 0 });
  const blocked = await gate();
  const slow = app.fetch(`/api/slow?gate=${encodeURIComponent(blocked.url)}`);
  await app.said('slow began');

  await app.host.deploy({ appDir: writeApp(named('two')) });
  await app.host.deploy({ appDir: writeApp(named('three')) });

  expect(await (await app.fetch('/api/who')).text()).toBe('three');
  blocked.open();
  const answer = await slow;
  expect([answer.status, await answer.text()]).toEqual([200, 'one']);
});

it('passes a trigger on when its last call has ended', async () => {
  const minuteMs = 60_000;
  const sweep = (name: string) => `app.timer('sweep', { schedule: '0 * * * * *', handler: async (_, context) => {
  context.log('${name} sweeps');
  await fetch(process.env.GATE).catch(() => undefined);
} });`;
  const blocked = await gate();
  const clock = movableClock();
  const app = await startApp(named('one', sweep('one')), { clock, settings: { GATE: blocked.url } });
  onTestFinished(() => app.stop());
  const load = steadyLoad(`http://127.0.0.1:${app.host.port}`, '/api/who');
  clock.advance(minuteMs);
  await app.said('one sweeps');

  const deploying = app.host.deploy({ appDir: writeApp(named('two', sweep('two'))) });
  await load.until('two');
  clock.advance(minuteMs);
  await load.until('two');
  await load.until('two');
  const whileOneSweeps = app.lines.map(({ message }) => message);
  blocked.open();
  await deploying;
  clock.advance(minuteMs);
  await app.said('two sweeps');

  expect(whileOneSweeps).not.toContain('two sweeps');
  expect((await load.end()).failures).toEqual([]);
});

it('ends the processes of the package before, and runs its appTerminate hooks', async () => {
  const witness = path.join(writeApp({}), 'ended');
  const hook = `import { writeFileSync } from 'node:fs';
app.hook.appTerminate(() => writeFileSync(${JSON.stringify(witness)}, 'ended'));`;
  const running = await startApp(named('one', hook));
  const [pid = 0] = running.host.workerPids();

  await running.host.deploy({ appDir: writeApp(named('two')) });
  await running.host.stop();

  expect(await readFile(witness, 'utf8')).toBe('ended');
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

describe('a host with a package', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp(named('one'));
  });
  afterAll(() => app.stop());

  it.each([
    ['whose entry throws', { 'index.mjs': 'throw new Error("no model here");' }, 'no model here'],
    ['without a function', { 'index.mjs': imports }, 'registers no function'],
    ['whose host.json is bad', { ...named('two'), 'host.json': { version: '1.0' } }, 'host.json'],
    [
      'with a function in error',
      named('two', `app.timer('sweep', { schedule: 'now and then', handler: () => {} });`),
      'sweep:',
    ],
    [
      'whose settings are missing',
      named('two', `app.storageQueue('ocr', { connection: 'Storage', queueName: '%QUEUE%', handler: () => {} });`),
      'QUEUE',
    ],
  ])('refuses a package %s, and the one before goes on', async (_, files, reason) => {
    const pids = app.host.workerPids();

    await expect(app.host.deploy({ appDir: writeApp(files) })).rejects.toThrow(reason);

    expect(await (await app.fetch('/api/who')).text()).toBe('one');
    expect(app.host.workerPids()).toEqual(pids);
  });
});

it('gives the app other settings, and refuses those that make no sense', async () => {
  const app = await start({ settings: { COLOUR: 'blue' } });
  const colour = async () => (await app.fetch('/api/env?name=COLOUR')).text();
  expect(await colour()).toBe('blue');

  await app.host.deploy({ settings: { COLOUR: 'green' } });
  const bad = { FUNCTIONS_ENABLE_CORS_CONFIGURATION: '1', CORS_ALLOWED_ORIGINS: 'all' };
  await expect(app.host.deploy({ settings: bad })).rejects.toThrow();

  expect(await colour()).toBe('green');
});

it('keeps its keys, and runs what was deployed last after stop and start', async () => {
  const app = await start();
  const { master, default: key } = app.host.keys;

  await app.host.deploy({ appDir: writeApp(named('two')) });
  await app.host.stop();
  await app.host.start();

  expect(await (await app.fetch('/api/who')).text()).toBe('two');
  expect(app.host.keys).toMatchObject({ master, default: key });
});

it('has no function before its first package: 404, and the home page', async () => {
  const running = await startIn(writeApp({}), { appDir: undefined });
  onTestFinished(() => running.stop());

  expect(running.host.functions()).toEqual([]);
  expect((await running.fetch('/api/who')).status).toBe(404);
  expect((await running.fetch('/')).status).toBe(200);

  await running.host.deploy({ appDir: writeApp(named('one')) });
  expect(await (await running.fetch('/api/who')).text()).toBe('one');
});

it('answers 403 while the app is stopped, and takes a package meanwhile', async () => {
  const app = await start();

  await app.host.stopApp();
  const stopped = await app.fetch('/api/who');
  await app.host.deploy({ appDir: writeApp(named('two')) });
  const still = await app.fetch('/admin/host/status');
  await app.host.startApp();
  const started = await app.fetch('/api/who');

  expect([stopped.status, await stopped.text()]).toEqual([403, 'Error 403 - This web app is stopped.']);
  expect(still.status).toBe(403);
  expect(app.host.workerPids()).toHaveLength(1);
  expect(await started.text()).toBe('two');
});

it('takes deployments one after another: the last one stays', async () => {
  const app = await start();

  await Promise.all(['two', 'three'].map((name) => app.host.deploy({ appDir: writeApp(named(name)) })));

  expect(await (await app.fetch('/api/who')).text()).toBe('three');
});

it('watches the sources of the package that it runs now', async () => {
  const deployed = writeApp({
    'src/index.mjs': named('two')['index.mjs'],
    'package.json': { type: 'module', main: 'src/index.mjs' },
  });
  const app = await start({ watch: true });
  await app.host.deploy({ appDir: deployed });

  await writeFile(path.join(deployed, 'src/index.mjs'), named('three')['index.mjs']);
  await app.said('The changed app is running');

  expect(await (await app.fetch('/api/who')).text()).toBe('three');
});

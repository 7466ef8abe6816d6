import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type AppFiles, type HostOptions, imports, startIn, writeApp } from '../an-app.ts';

const yearly = '0 0 0 1 1 *';
const clock = (options: string, handler = '') => ({
  'index.mjs': `${imports} app.timer('clock', { ${options}, handler: async (timer, context) => { context.log('fired', JSON.stringify(timer)); ${handler} } });`,
});

async function start(files: AppFiles, status?: object, options: HostOptions = {}) {
  const folder = writeApp(files);
  const timers = path.join(folder, '.state/timers');
  if (status) {
    mkdirSync(timers, { recursive: true });
    writeFileSync(path.join(timers, 'clock.json'), JSON.stringify(status));
  }
  const app = await startIn(folder, options);
  onTestFinished(() => app.stop());
  const timer = async () =>
    JSON.parse((await app.said('fired {')).message.slice('fired '.length)) as Record<string, unknown>;
  return {
    app,
    timer,
    status: () => JSON.parse(readFileSync(path.join(timers, 'clock.json'), 'utf8')) as { Last: string; Next: string },
  };
}

const executions = (lines: { message: string }[]) => lines.filter(({ message }) => message.startsWith('Executing'));

it('fires when it is time', async () => {
  const { timer } = await start(clock(`schedule: '* * * * * *'`));

  expect(await timer()).toEqual({ schedule: { adjustForDST: true }, scheduleStatus: null, isPastDue: false });
});

it('takes its schedule from a setting', async () => {
  const { timer } = await start(clock(`schedule: '%WHEN%'`), undefined, { settings: { WHEN: '* * * * * *' } });

  expect(await timer()).toMatchObject({ isPastDue: false });
});

it('makes up for a run that fell due while the host was down, once', async () => {
  const status = {
    Last: '2020-01-01T00:00:00+00:00',
    Next: '2021-01-01T00:00:00+00:00',
    LastUpdated: '2020-01-01T00:00:00+00:00',
  };
  const { app, timer, status: stored } = await start(clock(`schedule: '${yearly}'`), status);

  expect(await timer()).toMatchObject({
    isPastDue: true,
    scheduleStatus: { last: status.Last, next: status.Next, lastUpdated: status.LastUpdated },
  });
  await app.said('Executed');
  await app.host.stop();
  expect(stored().Next).toMatch(/^2\d{3}-01-01T00:00:00\+00:00$/);
  expect(new Date(stored().Next) > new Date()).toBe(true);
  expect(executions(app.lines)).toHaveLength(1);
});

it('plans anew, and misses nothing, when the schedule is another than before', async () => {
  const status = {
    Last: '2020-01-01T00:00:00+00:00',
    Next: '2020-01-02T00:00:00+00:00',
    LastUpdated: '2020-01-01T00:00:00+00:00',
  };
  const { app, status: stored } = await start(clock(`schedule: '${yearly}'`), status);

  await app.host.stop();

  expect(executions(app.lines)).toEqual([]);
  expect(new Date(stored().Next) > new Date()).toBe(true);
});

it('keeps no status with useMonitor false', async () => {
  const { app, timer } = await start(clock(`schedule: '${yearly}', useMonitor: false, runOnStartup: true`));

  expect(await timer()).toMatchObject({ scheduleStatus: null });
  await app.host.stop();
  expect(existsSync(path.join(app.stateDir, 'timers'))).toBe(false);
});

it('says of an interval that it does not follow summer time', async () => {
  const { timer } = await start(clock(`schedule: '00:30:00', runOnStartup: true`));

  expect(await timer()).toMatchObject({ schedule: { adjustForDST: false } });
});

it('waits for a date beyond the reach of setTimeout', async () => {
  const { app, status } = await start(clock(`schedule: '${yearly}'`));
  // What would fire in a loop, would do so while a call through HTTP comes back.
  await app.fetch('/admin/host/status');

  await app.host.stop();

  expect(executions(app.lines)).toHaveLength(0);
  expect(status().Last).toBe('0001-01-01T00:00:00+00:00');
});

it('runs at the start when the app asks for it', async () => {
  const { timer } = await start(clock(`schedule: '${yearly}', runOnStartup: true`));

  expect(await timer()).toMatchObject({ isPastDue: false });
});

it('never runs twice at once', async () => {
  const { app } = await start(
    clock(
      `schedule: '* * * * * *'`,
      'globalThis.runs = (globalThis.runs ?? 0) + 1; if (runs > 1) throw new Error("overlap"); await new Promise((go) => setTimeout(go, 1500)); runs--;',
    ),
  );

  await app.said('Executed');
  await app.said('Executed', app.lines.findIndex(({ message }) => message.startsWith('Executed')) + 1);

  expect(app.lines.filter(({ message }) => message.includes('overlap'))).toEqual([]);
});

it('follows the retry policy and tells each attempt of it', async () => {
  const { app } = await start(
    clock(
      `schedule: '${yearly}', runOnStartup: true, retry: { strategy: 'fixedDelay', maxRetryCount: 2, delayInterval: { milliseconds: 0 } }`,
      'context.log("attempt", JSON.stringify(context.retryContext ?? null)); if (!context.retryContext || context.retryContext.retryCount < 2) throw new Error("not yet");',
    ),
  );

  await app.said('(Succeeded');
  const attempts = app.lines
    .filter(({ message }) => message.startsWith('attempt'))
    .map(({ message }) => JSON.parse(message.slice('attempt '.length)) as unknown);
  const exception = { message: 'not yet', stackTrace: expect.any(String) as string };
  expect(attempts).toEqual([
    null,
    { retryCount: 1, maxRetryCount: 2, exception },
    { retryCount: 2, maxRetryCount: 2, exception },
  ]);
});

it('stays quiet when timers are off', async () => {
  const { app } = await start(clock(`schedule: '${yearly}', runOnStartup: true`), undefined, { timers: false });

  await app.host.stop();

  expect(executions(app.lines)).toEqual([]);
});

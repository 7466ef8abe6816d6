import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { page, source } from '../page.ts';
import { startLocal } from '../target.ts';
import { isAlive } from './processes.ts';
import { of, openWitness } from './witness.ts';

const app = join(import.meta.dirname, 'app-life');
const witness = await openWitness();

type Running = Awaited<ReturnType<typeof startLocal>>;
const start = (...args: string[]) =>
  startLocal(['--only=functions', `--app=${app}`, `--setting=WITNESS=${witness.url}`, ...args]);

/** For all tests; the last one ends it. */
const shared = await start();
afterAll(() => shared.end());

/** A host that a test may ruin. */
async function aHost(...args: string[]): Promise<Running> {
  const host = await start(...args);
  onTestFinished(() => host.end());
  return host;
}

const get = (host: Running, path: string) => fetch(`${host.addresses.functions.url}/api/${path}`);
const pid = async (host: Running) => ((await (await get(host, 'pid')).json()) as { pid: number }).pid;

/** What the host has printed, as soon as it fits. */
async function said(host: Running, pattern: RegExp): Promise<string> {
  for (;;) {
    const found = pattern.exec(host.said.join(''))?.[0];
    if (found !== undefined) return found;
    await once(host.child.stderr, 'data');
  }
}

describe(source('Azure/azure-functions-nodejs-worker/src'), () => {
  it('fails the call of an uncaught error, and a new worker answers the next', async () => {
    const before = await pid(shared);

    expect((await get(shared, 'uncaught')).status).toBe(500);

    expect(await pid(shared)).not.toBe(before);
    await said(shared, /nobody catches this/);
  });

  it('lets a hook clear the error of a call', async () => {
    expect(await (await get(shared, 'mended')).text()).toBe('mended');
  });
});

describe(source('Azure/azure-functions-host/src/WebJobs.Script.Grpc/…/RpcFunctionInvocationDispatcher.cs'), () => {
  it('starts a worker anew that exits, also with 0 or 200, but gives up at the third time within half an hour', async () => {
    const host = await aHost();
    const first = await pid(host);
    expect((await get(host, 'exit/0')).status).toBe(500);
    const second = await pid(host);
    expect((await get(host, 'exit/200')).status).toBe(500);
    expect(new Set([first, second, await pid(host)]).size).toBe(3);

    await get(host, 'exit/1');

    await said(host, /number of worker failures|exceeded/i);
    const answer = () =>
      get(host, 'pid').then(
        ({ status }) => status,
        () => 'refused',
      );
    await expect.poll(answer).toSatisfy((got) => got === 503 || got === 'refused');
  });
});

describe(page('azure-functions/functions-host-json#functiontimeout'), () => {
  it('fails a call that blocks its process beyond functionTimeout, kills the process, and serves others meanwhile', async () => {
    const before = await pid(shared);

    const busy = await get(shared, 'busy');

    expect(busy.status).toBe(500);
    expect(await pid(shared)).not.toBe(before);
    await said(shared, /Timeout value of .* was exceeded by function: Functions\.busy/);
    await expect.poll(() => isAlive(before), { timeout: 20_000 }).toBe(false);
  });
});

describe(source('Azure/azure-functions-host/src/WebJobs.Script.WebHost/…/WebJobsScriptHostService.cs'), () => {
  it('lets running calls end on SIGTERM, then appTerminate hooks to their end, and leaves no worker', async () => {
    const host = await aHost('--setting=SLOW_END=1');
    const worker = await pid(host);
    const held = Promise.withResolvers<200>();
    witness.answer('slow', () => held.promise);
    const response = get(host, 'slow');
    await witness.seen(of('slow'));

    host.child.kill('SIGTERM');
    held.resolve(200);

    expect(await (await response).text()).toBe('done');
    await witness.seen((report) => of('terminated')(report) && report['pid'] === worker);
    await once(host.child, 'exit');
    expect(await isAlive(worker)).toBe(false);
  });
});

describe(source('Azure/azure-functions-core-tools/src'), () => {
  it('prints each call as func does, with its reason, id, outcome and duration', async () => {
    await get(shared, 'pid');
    await get(shared, 'throws');

    const reason = 'This function was programmatically called via the host APIs.';
    const id = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
    await said(shared, new RegExp(`Executing 'Functions.pid' \\(Reason='${reason}', Id=${id}\\)`));
    await said(shared, new RegExp(`Executed 'Functions.pid' \\(Succeeded, Id=${id}, Duration=\\d+ms\\)`));
    await said(shared, new RegExp(`Executed 'Functions.throws' \\(Failed, Id=${id}, Duration=\\d+ms\\)`));
    await said(shared, /thrown by the handler/);
  });
});

describe(source('Azure/azure-functions-nodejs-worker/src/nodejsWorker.ts'), () => {
  it('leaves no worker behind when it is killed', async () => {
    const worker = await pid(shared);

    await shared.end('SIGKILL');

    await expect.poll(() => isAlive(worker)).toBe(false);
  });
});

import { messageOf, type Say } from './host-log.ts';
import type { HostControl, HostState } from './http/serving.ts';
import type { ScriptHost } from './script-host.ts';

/** Between two tries to start in error mode. Source: azure-functions-host, WebJobsScriptHostService. */
const firstRetryMs = 1_000;
const longestRetryMs = 120_000;

/** How long a request waits for the app. Source: azure-functions-host, the WebHost's readiness check. */
const readyMs = 30_000;

/** The host's life: it starts the app, starts it again, and says what can be asked of it now. */
export interface Lifecycle extends HostControl {
  /** @throws Error that keeps the app from running; then `errors()` says it too, and `retry()` may be called. */
  start(): Promise<void>;
  /** For a host that stays up though it cannot run: says why, and starts again with back-off until it has its host.json. */
  keepTrying(): void;
  /** Host.json has changed. */
  hostChanged(): void;
  current(): ScriptHost | undefined;
  stop(drainMs: number): Promise<void>;
}

export function createLifecycle(open: () => ScriptHost, drainMs: number, say: Say): Lifecycle {
  let current: ScriptHost | undefined;
  /** Of host.json: nothing is served. Of the app: it has no function, and all paths are 404. */
  let failure: { of: 'host' | 'app'; message: string } | undefined;
  let state: HostState = 'Default';
  let changing: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let tries = 0;
  let drained: Promise<void> | undefined;
  let drainEnded = false;

  async function run(): Promise<void> {
    state = 'Default';
    drained = undefined;
    let stage: 'host' | 'app' = 'host';
    try {
      current = undefined;
      const next = open();
      [current, stage, failure] = [next, 'app', undefined];
      await next.start();
      [state, tries] = ['Running', 0];
    } catch (error) {
      failure = { of: stage, message: messageOf(error) };
      state = 'Error';
      throw error;
    }
  }

  /** One change at a time; requests wait for it. */
  function change(work: () => Promise<void>): Promise<void> {
    const before = changing ?? Promise.resolve();
    const mine = before.then(work).finally(() => {
      if (changing === settled) changing = undefined;
    });
    const settled = mine.catch(() => undefined);
    changing = settled;
    return mine;
  }

  const ending = () => state === 'Stopping' || state === 'Offline';

  async function again(): Promise<void> {
    if (ending()) return;
    [failure, state] = [undefined, 'Default'];
    await current?.stop(drainMs);
    if (!ending()) await run();
  }

  function keepTrying() {
    clearTimeout(retry);
    if (failure) say('error', `A host error has occurred during startup operation: ${failure.message}`);
    if (failure?.of !== 'host') return;
    const delayMs = Math.min(firstRetryMs * 2 ** tries++, longestRetryMs);
    retry = setTimeout(() => void restart(), delayMs).unref();
  }

  const restart = () => change(again).catch(() => keepTrying());

  /** The app that cannot be loaded still answers: with 404. */
  const answers = (host: ScriptHost) => host.app.isReady() || failure !== undefined;
  const serving = () => (current && answers(current) ? current : undefined);

  async function whenServing() {
    const deadline = Date.now() + readyMs;
    for (;;) {
      if (serving() || !changing || Date.now() >= deadline) return serving();
      const running = current?.app.whenReady();
      await Promise.race([...(running ? [running] : []), changing, pauseUntil(deadline)]);
    }
  }

  return {
    serving,
    whenServing,
    start: () => change(run),
    keepTrying,
    hostChanged() {
      clearTimeout(retry);
      tries = 0;
      void restart();
    },
    restart,
    async stop(graceMs) {
      state = 'Stopping';
      clearTimeout(retry);
      await current?.stop(graceMs);
      await changing;
      state = 'Offline';
    },
    drain() {
      if (drained) return;
      drainEnded = false;
      drained = current?.drain().then(() => void (drainEnded = true));
    },
    drainStatus() {
      const outstandingInvocations = current?.pool.running() ?? 0;
      const ended = drainEnded && outstandingInvocations === 0;
      return {
        state: drained ? (ended ? 'Completed' : 'InProgress') : 'Disabled',
        outstandingInvocations,
        outstandingRetries: 0,
      };
    },
    current: () => current,
    customHeaders: () => current?.customHeaders ?? [],
    state: () => state,
    errors: () => (failure ? [failure.message] : []),
  };
}

function pauseUntil(time: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, time - Date.now()).unref());
}

import { createDrain } from './drain.ts';
import { messageOf, type Say } from './host-log.ts';
import type { HostControl, HostState } from './http/serving.ts';
import { inTurn } from './in-turn.ts';
import type { ScriptHost } from './script-host.ts';
import { loadWhole, retire } from './succession.ts';

/** Between two tries to start in error mode. Source: azure-functions-host, WebJobsScriptHostService. */
const firstRetryMs = 1_000;
const longestRetryMs = 120_000;

/** The appTerminate hooks of an app that others have taken the place of need not hurry as those at Ctrl-C. As the runtime, in ms. */
const replacedHooksMs = 5_000;

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
  /**
   * Runs another app in the place of this one, see `succession.ts`. While the app is stopped it is only noted.
   *
   * @param onSuccess Called when requests go to `next`.
   * @throws Error that says why `next` cannot run; then all goes on as it was.
   */
  replace(next: () => ScriptHost, onSuccess: () => void): Promise<void>;
  /** The app stops, as `az functionapp stop` does it: the port answers that it is stopped, triggers wait. */
  stopApp(): Promise<void>;
  /** @throws Error that keeps the app from running. */
  startApp(): Promise<void>;
  stop(drainMs: number): Promise<void>;
}

interface LifecycleOptions {
  readonly open: () => ScriptHost;
  /** Ms. */
  readonly drainMs: number;
  readonly say: Say;
  /** Resolves when the requests that are here now have been answered. */
  readonly answered: () => Promise<void>;
}

export function createLifecycle({ open, drainMs, say, answered }: LifecycleOptions): Lifecycle {
  let current: ScriptHost | undefined;
  /** Of host.json: nothing is served. Of the app: it has no function, and all paths are 404. */
  let failure: { of: 'host' | 'app'; message: string } | undefined;
  let state: HostState = 'Default';
  /** Requests wait for them. */
  const changes = inTurn();
  let retry: NodeJS.Timeout | undefined;
  let tries = 0;
  const drain = createDrain(() => current);
  /** What runs, what is about to, and what still ends its calls. */
  const alive = new Set<ScriptHost>();

  async function run(): Promise<void> {
    state = 'Default';
    drain.forget();
    let stage: 'host' | 'app' = 'host';
    try {
      current = undefined;
      const next = open();
      alive.add(next);
      [current, stage, failure] = [next, 'app', undefined];
      await next.start();
      [state, tries] = ['Running', 0];
    } catch (error) {
      failure = { of: stage, message: messageOf(error) };
      state = 'Error';
      throw error;
    }
  }

  const ending = () => state === 'Stopping' || state === 'Offline';

  async function again(): Promise<void> {
    if (ending()) return;
    [failure, state] = [undefined, 'Default'];
    if (current) await end(current, drainMs);
    if (!ending()) await run();
  }

  async function end(host: ScriptHost, graceMs: number, hooksMs?: number): Promise<void> {
    await host.stop(graceMs, hooksMs);
    alive.delete(host);
  }

  async function replace(openNext: () => ScriptHost, onSuccess: () => void): Promise<void> {
    const next = openNext();
    if (ending()) {
      onSuccess(); // nothing was started: the next start does
      return;
    }
    alive.add(next);
    try {
      await loadWhole(next);
      if (ending()) throw new Error('The host stops');
    } catch (error) {
      await end(next, 0);
      throw error;
    }
    clearTimeout(retry);
    const old = current;
    [current, failure, state, tries] = [next, undefined, 'Running', 0];
    drain.forget();
    onSuccess();
    const passed = old?.app.handOver();
    const retired = old && retire(old, answered()).then(() => end(old, drainMs, replacedHooksMs));
    retired?.catch((error: unknown) => say('warning', `The app before did not end well: ${messageOf(error)}`));
    await Promise.race([retired, passed]);
    if (!ending()) next.app.listen();
  }

  async function stopApp(): Promise<void> {
    if (ending()) return;
    clearTimeout(retry);
    const old = current;
    [current, failure, state] = [undefined, undefined, 'Offline'];
    if (!old) return;
    await Promise.race([retire(old, answered()), pauseUntil(Date.now() + drainMs)]);
    await end(old, 0, replacedHooksMs);
  }

  async function startApp(): Promise<void> {
    if (state !== 'Offline' && state !== 'Error') return;
    if (current) await end(current, 0);
    await run();
  }

  function keepTrying() {
    clearTimeout(retry);
    if (failure) say('error', `A host error has occurred during startup operation: ${failure.message}`);
    if (failure?.of !== 'host') return;
    const delayMs = Math.min(firstRetryMs * 2 ** tries++, longestRetryMs);
    retry = setTimeout(() => void restart(), delayMs).unref();
  }

  const restart = () => changes.run(again).catch(() => keepTrying());

  /** The app that cannot be loaded still answers: with 404. */
  const answers = (host: ScriptHost) => host.app.isReady() || failure !== undefined;
  const serving = () => (current && answers(current) ? current : undefined);

  async function whenServing() {
    const deadline = Date.now() + readyMs;
    for (;;) {
      const changing = changes.current();
      if (serving() || !changing || Date.now() >= deadline) return serving();
      const running = current?.app.whenReady();
      await Promise.race([...(running ? [running] : []), changing, pauseUntil(deadline)]);
    }
  }

  return {
    serving,
    whenServing,
    start: () => changes.run(run),
    keepTrying,
    hostChanged() {
      clearTimeout(retry);
      tries = 0;
      void restart();
    },
    restart,
    replace: (next, onSuccess) => changes.run(() => replace(next, onSuccess)),
    stopApp: () => changes.run(stopApp),
    startApp: () => changes.run(startApp),
    async stop(graceMs) {
      state = 'Stopping';
      clearTimeout(retry);
      await Promise.all([...alive].map((host) => end(host, graceMs)));
      await changes.current();
      state = 'Offline';
    },
    drain: () => drain.begin(),
    drainStatus: () => drain.status(),
    current: () => current,
    customHeaders: () => current?.customHeaders ?? [],
    state: () => state,
    errors: () => (failure ? [failure.message] : []),
  };
}

function pauseUntil(time: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, time - Date.now()).unref());
}

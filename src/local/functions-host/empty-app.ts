import type { Say } from './host-log.ts';
import type { HostedApp } from './hosted-app.ts';
import { createLimits } from './http/limits.ts';
import { createInvoker } from './invoker.ts';
import { createPool } from './pool/pool.ts';
import type { ScriptHost } from './script-host.ts';

/**
 * An app that nobody has deployed a package to: it runs, has no function, and all paths but the home page are 404. So does the
 * runtime with an app that registers no function; what Flex Consumption answers before its first package was not tried.
 */
export function openEmptyHost(say: Say): ScriptHost {
  const noWorker = () => {
    throw new Error('An app without a package has no worker');
  };
  const pool = createPool({ workers: 0, startWorker: noWorker, terminateMs: 0, say, onGiveUp: () => undefined });
  const app = emptyApp();
  return {
    app,
    pool,
    invoker: createInvoker(pool, 0, () => undefined),
    customHeaders: [],
    functions: () => [],
    route: app.route,
    admit: createLimits(-1, -1),
    stopping: () => app.stopping(),
    start: () => app.start(),
    drain: () => app.drain(),
    stop: () => app.stop(),
  };
}

function emptyApp(): HostedApp {
  const stopping = new AbortController();
  const done = () => Promise.resolve();
  return {
    start: done,
    load: done,
    listen: () => undefined,
    reload: done,
    drain: done,
    handOver: done,
    stop() {
      stopping.abort();
      return done();
    },
    close: done,
    functions: () => [],
    route: () => undefined,
    isReady: () => true,
    whenReady: () => Promise.resolve(true),
    error: () => undefined,
    stopping: () => stopping.signal,
  };
}

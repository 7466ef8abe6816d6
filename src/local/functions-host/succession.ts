import { setTimeout as wait } from 'node:timers/promises';
import type { ScriptHost } from './script-host.ts';

/** How long an app may take to load. Source: azure-functions-host, WorkerProcessCountOptions.ProcessStartupTimeout. */
const longestLoadMs = 60_000;

/** How long calls of an app that was replaced may go on. Source: learn.microsoft.com/azure/azure-functions/flex-consumption-site-updates */
const longestDrainMs = 60 * 60_000;

/**
 * Brings an app to where it can answer, beside the one that does.
 *
 * @throws Error that says why it cannot run; a function in error counts, for nobody deploys half a package.
 */
export async function loadWhole(host: ScriptHost): Promise<void> {
  const timer = new AbortController();
  const tooLong = wait(longestLoadMs, undefined, { ref: false, signal: timer.signal }).then(() => {
    throw new Error(`The app was not loaded within ${longestLoadMs / 1000} s`);
  });
  tooLong.catch(() => undefined);
  await Promise.race([host.app.load(), tooLong]).finally(() => timer.abort());
  const broken = host.functions().flatMap(({ name, error }) => (error === undefined ? [] : [`${name}: ${error}`]));
  if (broken.length > 0) throw new Error(`These functions cannot run:\n${broken.join('\n')}`);
}

/**
 * Resolves when nobody waits for anything of an app that was replaced or stopped: its requests are answered, its triggers have
 * ended their calls.
 *
 * @param answered The requests that came to it.
 */
export async function retire(host: ScriptHost, answered: Promise<void>): Promise<void> {
  const timer = new AbortController();
  const longest = wait(longestDrainMs, undefined, { ref: false, signal: timer.signal }).catch(() => undefined);
  await Promise.race([Promise.all([answered, host.app.drain()]), longest]);
  timer.abort();
}

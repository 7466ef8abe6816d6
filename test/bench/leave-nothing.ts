import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { descendants, isAlive } from '../e2e/processes.ts';

const folders = new Set<string>();

/** A folder that a bench made: gone when the bench ends, also by Ctrl-C. */
export const forgetLater = (folder: string): void => void folders.add(folder);

/** Runs a bench; afterwards, and when a signal ends it, no process and no folder of it is left. */
export async function leavingNothing(bench: () => Promise<void>): Promise<void> {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (ending.signal.aborted) return;
      ending.abort();
      void tidy().finally(() => process.exit(130));
    });
  try {
    await bench();
  } catch (error) {
    // What breaks while everything is being ended is no news.
    if (ending.signal.aborted) return;
    console.error(error);
    process.exitCode = 1;
  }
  if (!ending.signal.aborted) await tidy();
}

async function tidy(): Promise<void> {
  const started = await descendants(process.pid);
  for (const pid of started) end(pid);
  for (const pid of started) while (await isAlive(pid)) await delay(50);
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

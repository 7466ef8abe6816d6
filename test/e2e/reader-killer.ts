import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { System } from './system.ts';

/**
 * Makes a document kill its reader: while the app holds a file of that size, the reader that was started last is killed with -9 as
 * soon as it runs. For systems with one reader.
 *
 * @param folder The app's TMPDIR.
 */
export function killReadersOf(sizeBytes: number, folder: string, system: System) {
  const stopped = new AbortController();
  let kills = 0;
  const watch = async () => {
    while (!stopped.signal.aborted) {
      const pid = lastReader(system);
      if (pid !== undefined && (await isRead(sizeBytes, folder)) && kill(pid)) kills++;
      await delay(5);
    }
  };
  const watching = watch();
  return {
    kills: () => kills,
    async stop() {
      stopped.abort();
      await watching;
    },
  };
}

function lastReader({ lines }: System): number | undefined {
  const line = lines.findLast((one) => one.includes('"event":"reader.started"'));
  return line === undefined ? undefined : Number(/"pid":(\d+)/.exec(line)?.[1]);
}

/** The app downloads a document to `docscore-<random>/document`, when it has a reader for it, and removes it when that is done. */
async function isRead(sizeBytes: number, folder: string): Promise<boolean> {
  const entries = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.startsWith('docscore-'))
      .map(async (entry) => (await stat(join(folder, entry, 'document')).catch(() => undefined))?.size),
  );
  return sizes.includes(sizeBytes);
}

function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false; // It is dead already.
  }
}

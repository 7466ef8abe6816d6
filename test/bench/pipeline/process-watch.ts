import { setTimeout as delay } from 'node:timers/promises';
import { processUsage } from '../../../src/adapters/reader/process-usage.ts';
import type { System } from '../../e2e/system.ts';

/** How often the processes are looked at, in ms. What a process uses between the last look and its end is not seen. */
const everyMs = 500;

interface Usage {
  readonly cpuSeconds: number;
  readonly readerCpuSeconds: number;
}

export interface ProcessWatch extends AsyncDisposable {
  /** What all processes together have used since they started, also those that have ended. */
  used(): Promise<Usage>;
  /** Greatest sum over all processes (memory that they share counts for each) and the greatest of one reader, in MB. */
  peaks(): { allMb: number; readerMb: number };
  readonly readers: () => ReadonlySet<number>;
}

/** Looks at every process of a system until it is disposed of. */
export function watchProcesses(system: System): ProcessWatch {
  const cpuMs = new Map<number, number>();
  const stopping = new AbortController();
  let [all, reader] = [0, 0];
  const readers = readerPids(system.lines);

  let pids: readonly number[] = [];
  const look = async () => {
    const known = readers();
    const usages = await Promise.all(
      [...new Set([...pids, ...known])].map(async (pid) => [pid, await processUsage(pid)] as const),
    );
    let sum = 0;
    for (const [pid, usage] of usages) {
      if (!usage) continue;
      cpuMs.set(pid, usage.cpuMs);
      sum += usage.rssBytes;
      if (known.has(pid)) reader = Math.max(reader, usage.rssBytes);
    }
    all = Math.max(all, sum);
  };
  const watching = watch(async () => {
    pids = await system.pids();
    await look();
  }, stopping.signal);

  const secondsOf = (pids: Iterable<number>) => [...pids].reduce((sum, pid) => sum + (cpuMs.get(pid) ?? 0), 0) / 1000;
  return {
    async used() {
      await look();
      return { cpuSeconds: secondsOf(cpuMs.keys()), readerCpuSeconds: secondsOf(readers()) };
    },
    peaks: () => ({ allMb: all / 1e6, readerMb: reader / 1e6 }),
    readers,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await watching;
    },
  };
}

async function watch(look: () => Promise<void>, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    await look();
    await delay(everyMs, undefined, { signal: stopping }).catch(() => undefined);
  }
}

/** Looks only at what was printed since the last time: a watch must not cost what it watches. */
function readerPids(lines: readonly string[]): () => ReadonlySet<number> {
  const pids = new Set<number>();
  let seen = 0;
  return () => {
    for (; seen < lines.length; seen++) {
      const pid = /"event":"reader\.started","pid":(\d+)/.exec(lines[seen] ?? '')?.[1];
      if (pid !== undefined) pids.add(Number(pid));
    }
    return pids;
  };
}

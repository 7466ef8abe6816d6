import { cpus } from 'node:os';
import { withUnit, type Figure } from '../figures.ts';
import type { ProcessWatch } from './process-watch.ts';

/** CPU seconds of everything that runs on the machine, and the wall clock. */
interface Reading {
  readonly wallSeconds: number;
  readonly readers: number;
  readonly docscore: number;
  readonly bench: number;
  readonly machine: number;
}

/** Readings add up over the times that count. */
type CoreUse = Reading;

export const noUse: CoreUse = { wallSeconds: 0, readers: 0, docscore: 0, bench: 0, machine: 0 };

export async function readCores(watch: ProcessWatch): Promise<Reading> {
  const { cpuSeconds, readerCpuSeconds } = await watch.used();
  const { user, system } = process.cpuUsage();
  return {
    wallSeconds: performance.now() / 1000,
    readers: readerCpuSeconds,
    docscore: cpuSeconds,
    bench: (user + system) / 1e6,
    machine: cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1000,
  };
}

/** `use`, and what was used between two readings. */
export const plus = (use: CoreUse, from: Reading, to: Reading): CoreUse => ({
  wallSeconds: use.wallSeconds + to.wallSeconds - from.wallSeconds,
  readers: use.readers + to.readers - from.readers,
  docscore: use.docscore + to.docscore - from.docscore,
  bench: use.bench + to.bench - from.bench,
  machine: use.machine + to.machine - from.machine,
});

/** Readers' share of all cores, in percent. */
export const readersPercent = (use: CoreUse): number => percentOf(use, use.readers);

/** Who had the cores that the readers did not have. What others took, no change of docscore gives back. */
export function otherShares(use: CoreUse): Figure[] {
  const share = (name: string, seconds: number) => ({ name, value: withUnit(percentOf(use, seconds), '%') });
  return [
    share('cores: the rest of docscore', use.docscore - use.readers),
    share('cores: this bench', use.bench),
    share('cores: other programs', Math.max(0, use.machine - use.docscore - use.bench)),
    share('cores: idle', Math.max(0, use.wallSeconds * cpus().length - use.machine)),
  ];
}

const percentOf = ({ wallSeconds }: CoreUse, seconds: number) => (100 * seconds) / (cpus().length * wallSeconds);

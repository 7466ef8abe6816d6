import { readFileSync } from 'node:fs';
import { descendants } from '../../e2e/processes.ts';

/** Linux counts in hundredths of a second, whatever the machine. Source: man 5 proc_pid_stat, USER_HZ. */
const msPerTick = 10;

/** What a process and those below it have computed so far, in ms; `undefined` where there is no /proc. */
export async function cpuTimeMs(pid: number): Promise<number | undefined> {
  if (process.platform !== 'linux') return undefined;
  const times = [pid, ...(await descendants(pid))].map(ticksOf);
  return times.reduce((sum, ticks) => sum + ticks, 0) * msPerTick;
}

/** User and system time; 0 for a process that has just ended. */
function ticksOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The name, in parentheses, may hold blanks.
    const [user = 0, system = 0] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number);
    return user + system;
  } catch {
    return 0;
  }
}

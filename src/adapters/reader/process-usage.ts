import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** What a process uses now. */
export interface ProcessUsage {
  readonly rssBytes: number;
  /** Since it started. */
  readonly cpuMs: number;
}

/** @returns `undefined` when there is no such process (any more). */
export function processUsage(pid: number): Promise<ProcessUsage | undefined> {
  return process.platform === 'linux' ? Promise.resolve(fromProc(pid)) : fromPs(pid);
}

/** Clock ticks of /proc are 10 ms on every Linux. Source: proc(5), USER_HZ. */
const TICK_MS = 10;

function fromProc(pid: number): ProcessUsage | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // Behind the command, which may hold blanks: state is field 3, utime 14, stime 15.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const rssKilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
    return { rssBytes: rssKilobytes * 1024, cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

const isGone = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH');

/** Where there is no /proc (macOS). */
async function fromPs(pid: number): Promise<ProcessUsage | undefined> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=,time=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  const [rss, time] = stdout.trim().split(/\s+/);
  if (!rss || !time) return undefined;
  // [[days-]hours:]minutes:seconds.hundredths
  const seconds = time
    .split(/[-:]/)
    .reduce(
      (sum, part, index, parts) => sum * (parts.length - index === 3 && parts.length === 4 ? 24 : 60) + Number(part),
      0,
    );
  return { rssBytes: Number(rss) * 1024, cpuMs: seconds * 1000 };
}

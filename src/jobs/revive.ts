import type { Job } from '../domain/job.ts';
import type { Stored, Write } from '../domain/stored.ts';
import { after } from './current.ts';

/** Longest time between two looks of the sweep at one job, in seconds. */
const longestLook = 3600;

/** The sweep sends a job's message again. Each time it waits twice as long, so that a long queue is not filled with copies. */
export function revive({ item, etag }: Stored<Job>, now: Date, sweepSeconds: number): Write[] {
  const pause = Math.min(longestLook, sweepSeconds * 2 ** (item.revivals + 1));
  return [{ replace: { ...item, revivals: item.revivals + 1, dueAt: after(now, pause) }, etag }];
}

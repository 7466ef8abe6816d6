import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Schedule } from './schedule.ts';
import { dateWithOffset, never, type ScheduleStatus } from './timer-input.ts';

/** Where a timer stands: kept in a file over restarts (the runtime keeps it in a blob), or in memory only. */
export interface TimerStatus {
  /** Undefined before the first run of a timer that is not monitored. */
  current(): ScheduleStatus | undefined;
  set(status: ScheduleStatus): void;
}

/** @param folder undefined: the timer is not monitored. */
export function openTimerStatus(folder: string | undefined, name: string): TimerStatus {
  if (folder === undefined) {
    let status: ScheduleStatus | undefined;
    return { current: () => status, set: (next) => (status = next) };
  }
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.json`);
  let status = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ScheduleStatus) : undefined;
  return {
    current: () => status,
    set(next) {
      status = next;
      // In one step, so that a kill leaves the old one or the new one.
      writeFileSync(`${file}.new`, JSON.stringify(next));
      renameSync(`${file}.new`, file);
    },
  };
}

/** The next run is counted from `now`: what fell due during a long call is not made up for. */
export function plan(schedule: Schedule, last: string, now: Date): ScheduleStatus {
  return { Last: last, Next: dateWithOffset(schedule(now)), LastUpdated: dateWithOffset(now) };
}

/**
 * What a start finds. A status whose next run is not what the schedule says is that of another schedule: it is planned anew, and
 * nothing counts as missed. Source: azure-webjobs-sdk-extensions, ScheduleMonitor.CheckPastDueAsync.
 */
export function atStart(schedule: Schedule, status: ScheduleStatus | undefined, now: Date) {
  if (!status) return { status: plan(schedule, never, now), isPastDue: false };
  const origins = status.Last === never ? [status.LastUpdated] : [status.Last, status.LastUpdated];
  const fits = origins.some((origin) => dateWithOffset(schedule(new Date(origin))) === status.Next);
  if (!fits) return { status: plan(schedule, never, now), isPastDue: false };
  return { status, isPastDue: new Date(status.Next) < now };
}

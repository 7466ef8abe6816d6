import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { HostedFunction } from '../functions.ts';
import { pause } from '../invoker.ts';
import { setting } from '../settings/expressions.ts';
import { parseSchedule, type Schedule } from './schedule.ts';
import type { OpenSource, SourceContext } from './source.ts';
import { dateWithOffset, never, type ScheduleStatus, timerInput } from './timer-input.ts';

/** `setTimeout` fires at once beyond this, in ms. */
const longestTimeoutMs = 2 ** 31 - 1;

/** Schedules that fire more often are not watched over restarts. Source: azure-webjobs-sdk-extensions, TimerTriggerAttribute. */
const monitoredFromMs = 60_000;

/** Schedule → function, never two calls at once. A run that was missed while the host was down is made up for. */
export const openTimerSource: OpenSource = (one, context) => {
  const timeZone = setting(context.settings, 'WEBSITE_TIME_ZONE') ?? 'UTC';
  const schedule = parseSchedule(String(one.trigger['schedule']), timeZone);
  mkdirSync(context.timersDir, { recursive: true });
  return Promise.resolve({ run: (stopping: AbortSignal) => listen(one, schedule, context, stopping) });
};

async function listen(one: HostedFunction, schedule: Schedule, context: SourceContext, stopping: AbortSignal) {
  const file = path.join(context.timersDir, `${one.name}.json`);
  const isMonitored = one.trigger['useMonitor'] !== false && intervalMs(schedule) >= monitoredFromMs;
  let status = isMonitored ? readStatus(file) : undefined;

  const hasEnded = () => stopping.aborted;
  const fire = async (isPastDue: boolean) => {
    const reason = `Timer fired at ${dateWithOffset(new Date())}`;
    const due = status?.Next ?? dateWithOffset(new Date());
    const input = timerInput(isMonitored ? status : undefined, isPastDue);
    const { status: outcome } = await context.invoker.invokeWithRetry(
      one,
      { reason, data: { json: JSON.stringify(input) } },
      stopping,
    );
    // What failed while the host stops is due again.
    if (outcome === 'failure' && hasEnded()) return;
    status = plan(schedule, isPastDue ? dateWithOffset(new Date()) : due);
    if (isMonitored) writeStatus(file, status);
  };

  const isPastDue = status !== undefined && new Date(status.Next) < new Date();
  if (isPastDue || one.trigger['runOnStartup'] === true) await fire(isPastDue);
  status ??= plan(schedule, never);
  if (isMonitored && !hasEnded()) writeStatus(file, status);
  while (!hasEnded()) {
    await waitUntil(new Date(status.Next), stopping);
    if (!hasEnded()) await fire(false);
  }
}

/** The next run is counted from now: what fell due during a long call is not made up for. */
function plan(schedule: Schedule, last: string): ScheduleStatus {
  const now = new Date();
  return { Last: last, Next: dateWithOffset(schedule(now)), LastUpdated: dateWithOffset(now) };
}

function intervalMs(schedule: Schedule): number {
  const first = schedule(new Date());
  return schedule(first).getTime() - first.getTime();
}

async function waitUntil(date: Date, stopping: AbortSignal): Promise<void> {
  for (;;) {
    const ms = date.getTime() - Date.now();
    if (ms <= 0 || stopping.aborted) return;
    await pause(Math.min(ms, longestTimeoutMs), stopping);
  }
}

function readStatus(file: string): ScheduleStatus | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ScheduleStatus) : undefined;
}

/** In one step, so that a kill leaves the old one or the new one. */
function writeStatus(file: string, status: ScheduleStatus): void {
  writeFileSync(`${file}.new`, JSON.stringify(status));
  renameSync(`${file}.new`, file);
}

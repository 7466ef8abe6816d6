import path from 'node:path';
import type { Clock } from '../../clock.ts';
import type { HostedFunction } from '../functions.ts';
import { setting } from '../settings/expressions.ts';
import { isConstant, parseSchedule, type Schedule } from './schedule.ts';
import type { OpenSource, SourceContext } from './source.ts';
import { dateWithOffset, timerInput } from './timer-input.ts';
import { atStart, openTimerStatus, plan } from './timer-status.ts';

/** Schedules that fire more often are not watched over restarts. Source: azure-webjobs-sdk-extensions, TimerTriggerAttribute. */
const monitoredFromMs = 60_000;

/** Schedule → function, never two calls at once. A run that was missed while the host was down is made up for. */
export const openTimerSource: OpenSource = (one, context) => {
  const timeZone = setting(context.settings, 'WEBSITE_TIME_ZONE') ?? 'UTC';
  const schedule = parseSchedule(String(one.trigger['schedule']), timeZone);
  return Promise.resolve({ run: (stopping: AbortSignal) => listen(one, schedule, context, stopping) });
};

async function listen(one: HostedFunction, schedule: Schedule, context: SourceContext, stopping: AbortSignal) {
  const { clock, say } = context;
  const now = () => new Date(clock.now());
  const isMonitored = one.trigger['useMonitor'] !== false && intervalMs(schedule, now()) >= monitoredFromMs;
  const kept = openTimerStatus(isMonitored ? path.join(context.stateDir, 'timers') : undefined, one.name);
  const isAdjusted = !isConstant(String(one.trigger['schedule']));
  const hasEnded = () => stopping.aborted;

  const start = atStart(schedule, kept.current(), now());
  let { status } = start;
  const fire = async (isPastDue: boolean) => {
    const reason = `Timer fired at ${dateWithOffset(now())}`;
    const due = isPastDue ? dateWithOffset(now()) : status.Next;
    const input = timerInput(isMonitored ? status : undefined, isPastDue, isAdjusted);
    const call = { reason, data: { json: JSON.stringify(input) } };
    const { status: outcome } = await context.invoker.invokeWithRetry(one, call, stopping);
    // What failed while the host stops is due again.
    if (outcome === 'failure' && hasEnded()) return;
    kept.set((status = plan(schedule, due, now())));
  };

  if (start.isPastDue) {
    say('information', `Function '${one.name}' is past due on startup. Executing now.`);
    await fire(true);
  } else {
    kept.set(status);
    if (one.trigger['runOnStartup'] === true) {
      say('information', `Function '${one.name}' is configured to run on startup. Executing now.`);
      await fire(false);
    }
  }
  while (!hasEnded()) {
    await waitUntil(new Date(status.Next), clock, stopping);
    if (!hasEnded()) await fire(false);
  }
}

function intervalMs(schedule: Schedule, now: Date): number {
  const first = schedule(now);
  return schedule(first).getTime() - first.getTime();
}

function waitUntil(date: Date, clock: Clock, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopping.aborted) {
      resolve();
      return;
    }
    const done = () => {
      cancel();
      stopping.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.at(date.getTime(), done);
    stopping.addEventListener('abort', done, { once: true });
  });
}

import { treatments, type ErrorCode } from '../domain/errors.ts';
import type { Reason } from '../domain/job.ts';
import type { Write } from '../domain/stored.ts';
import { after, replaceBoth, type Current } from './current.ts';
import { end } from './end.ts';
import { secondChanceSeconds } from './replay.ts';

/** What went wrong in a stage; anything but an `AppError` is a defect or a crash. */
export interface Failure {
  readonly code: ErrorCode | 'failed';
  readonly reason: Reason;
  readonly retryAfterSeconds?: number | undefined;
}

export interface RetryRules {
  readonly maxAttempts: number;
  /** Uniform in [0, 1): spreads the retries of many documents. */
  readonly random: number;
}

/** Seconds to wait while a dependency is away: 5 to 15, so that an hour's outage costs little and ends quickly. */
const outage = { least: 5, spread: 10 };

/** Longest pause between two attempts, in seconds. */
const longestPause = 120;

/**
 * Settles a failed attempt: the run ends (`rejected`, `dead`), or goes back with a delay.
 * A dependency that is away gives the attempt back.
 *
 * @returns the batch, and after how many seconds the message is to be seen again, if at all.
 */
export function fail(
  current: Current,
  failure: Failure,
  now: Date,
  rules: RetryRules,
): { writes: Write[]; delaySeconds?: number } {
  const job = current.job.item;
  const settle = settleOf(failure.code);
  const { reason } = failure;

  if (settle === 'reject') return { writes: end(current, 'rejected', now, { reason }) };
  const counted = settle === 'retry';
  if (counted && job.attempts >= rules.maxAttempts) return { writes: end(current, 'dead', now, { reason }) };

  const pause = counted
    ? Math.min(longestPause, 2 ** job.attempts) * (0.5 + rules.random)
    : outage.least + outage.spread * rules.random;
  const delaySeconds = Math.max(1, Math.ceil(failure.retryAfterSeconds ?? pause));
  const notBefore = after(now, delaySeconds);
  const writes = replaceBoth(current, {
    ...job,
    state: 'pending',
    attempts: counted ? job.attempts : job.attempts - 1,
    leaseUntil: undefined,
    notBefore,
    dueAt: after(now, delaySeconds + longestPause),
    reason,
    updatedAt: now.toISOString(),
  });
  return { writes, delaySeconds };
}

/**
 * Ends a run whose attempts are used up although the last one never reported back. When none ever reported an error of the
 * document's own, its workers may have died of something else: once, the sweep begins it anew after a while.
 */
export function bury(current: Current, now: Date): Write[] {
  const { attempts, stage, reason, replays = 0 } = current.job.item;
  if (reason && isCounted(reason.code)) return end(current, 'dead', now, { reason });
  return end(current, 'dead', now, {
    reason: {
      code: 'crashed',
      message: `The worker died ${String(attempts)} times in stage ${stage} of this document`,
      next: 'Look at the worker logs, mend the cause, then replay the document',
    },
    secondChanceSeconds: replays === 0 ? secondChanceSeconds : undefined,
  });
}

/** Whether a failure with this code uses up an attempt. */
const isCounted = (code: string) => settleOf(code) === 'retry';

const settleOf = (code: string) => (isErrorCode(code) ? treatments[code].settle : 'retry');

const isErrorCode = (code: string): code is ErrorCode => code in treatments;

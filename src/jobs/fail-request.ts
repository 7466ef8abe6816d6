import { treatments, type ErrorCode } from '../domain/errors.ts';
import type { Inbox } from '../domain/inbox.ts';
import type { Reason } from '../domain/job.ts';
import type { RequestWrite, Stored } from '../domain/stored.ts';
import { after } from './current.ts';
import type { RetryRules } from './fail.ts';

/** Codes that blame the message: another try would end the same way. */
const messageFaults: readonly string[] = ['invalid', 'not-found', 'too-large', 'unsupported', 'rejected', 'forbidden'];

/** Seconds to wait while a dependency is away: 5 to 15. */
const outage = { least: 5, spread: 10 };

/** Longest pause between two attempts, in seconds. */
const longestPause = 120;

/** How long a request waits for what is away, such as a model that nobody rolls out, in seconds: a day. */
const longestWait = 24 * 3600;

/**
 * What a failed attempt leads to: `bury` with a dead letter, or `wait`, the request put back for the sweep. A dependency that is
 * away gives the attempt back.
 */
export function failRequest(
  { item, etag }: Stored<Inbox>,
  reason: Reason,
  now: Date,
  { maxAttempts, random }: RetryRules,
): { do: 'bury' } | { do: 'wait'; writes: RequestWrite[] } {
  if (messageFaults.includes(reason.code)) return { do: 'bury' };
  const isAway = isErrorCode(reason.code) && treatments[reason.code].settle === 'wait';
  if (isAway ? isTooOld(item, now) : isUsedUp(item, maxAttempts)) return { do: 'bury' };
  const pause = isAway
    ? outage.least + outage.spread * random
    : Math.min(longestPause, 2 ** item.attempts) * (0.5 + random);
  const waiting: Inbox = {
    ...item,
    state: 'pending',
    attempts: isAway ? item.attempts - 1 : item.attempts,
    dueAt: after(now, pause),
    reason,
    updatedAt: now.toISOString(),
  };
  return { do: 'wait', writes: [{ replace: waiting, etag }] };
}

/** Whether no attempt is left: the last worker never came back, or failed as all before. */
export const isUsedUp = ({ attempts }: Inbox, maxAttempts: number) => attempts >= maxAttempts;

const isTooOld = ({ createdAt }: Inbox, now: Date) => now.getTime() - Date.parse(createdAt) > longestWait * 1000;

const isErrorCode = (code: string): code is ErrorCode => code in treatments;

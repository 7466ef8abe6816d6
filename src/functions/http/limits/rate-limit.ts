import { AppError } from '../../../domain/errors.ts';
import type { Services } from '../../../ports.ts';
import { tokenBucket, type TokenBucket } from './token-bucket.ts';

/** Callers that are remembered; the one that came longest ago is forgotten first. */
const mostCallers = 10_000;

/**
 * How often this instance answers, per caller and in all: each instance counts for itself, so that all of them together let
 * through that many times as much. What a caller sends too often does not use up what is there for all.
 *
 * @throws AppError `too-many` that says when to come again.
 */
export type RateLimit = (caller: string) => void;

export function rateLimit({ rates, now }: Pick<Services, 'rates' | 'now'>): RateLimit {
  const { perCaller = 0, total = 0 } = rates ?? {};
  const all = total > 0 ? tokenBucket(total, now().getTime()) : undefined;
  const callers = new Map<string, TokenBucket>();
  const bucketOf = (caller: string, nowMs: number) => {
    const bucket = callers.get(caller) ?? tokenBucket(perCaller, nowMs);
    callers.delete(caller);
    callers.set(caller, bucket);
    const [oldest] = callers.keys();
    if (callers.size > mostCallers && oldest !== undefined) callers.delete(oldest);
    return bucket;
  };
  return (caller) => {
    if (perCaller <= 0 && !all) return;
    const nowMs = now().getTime();
    const wait = (perCaller > 0 ? bucketOf(caller, nowMs).take(nowMs) : 0) || (all?.take(nowMs) ?? 0);
    if (wait > 0)
      throw new AppError('too-many', 'Too many requests', {
        next: 'Wait as Retry-After says',
        retryAfterSeconds: Math.max(1, wait),
      });
  };
}

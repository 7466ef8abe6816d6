/** So many seconds' worth may come at once. */
const burstSeconds = 2;

/** Lets `perSecond` pass on average, and twice as many at once. */
export interface TokenBucket {
  /** @returns 0 when it may pass, else in how many seconds it may. */
  readonly take: (nowMs: number) => number;
}

/** @param perSecond More than 0. */
export function tokenBucket(perSecond: number, nowMs: number): TokenBucket {
  const most = Math.max(1, perSecond * burstSeconds);
  let tokens = most;
  let at = nowMs;
  return {
    take(now) {
      // A clock that is set back takes nothing away.
      tokens = Math.min(most, tokens + (Math.max(0, now - at) / 1000) * perSecond);
      at = now;
      if (tokens < 1) return (1 - tokens) / perSecond;
      tokens -= 1;
      return 0;
    },
  };
}

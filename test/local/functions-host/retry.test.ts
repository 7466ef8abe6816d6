import { describe, expect, it } from 'vitest';
import { retryDelayMs } from '../../../src/local/functions-host/retry.ts';

describe('a fixed delay', () => {
  it('is the same before every retry', () => {
    const policy = { retryStrategy: 'fixedDelay' as const, maxRetryCount: -1, delayInterval: { seconds: 3 } };

    expect([1, 2, 9].map((retry) => retryDelayMs(policy, retry, () => 0.5))).toEqual([3000, 3000, 3000]);
  });
});

describe('an exponential delay', () => {
  const policy = {
    retryStrategy: 'exponentialBackoff' as const,
    maxRetryCount: 5,
    minimumInterval: { seconds: 2 },
    maximumInterval: { seconds: 20 },
  };

  it.each([
    { retry: 1, least: 2000, most: 2000 },
    { retry: 2, least: 2000 + 1600, most: 2000 + 2400 },
    { retry: 3, least: 2000 + 3200, most: 2000 + 4800 },
    { retry: 9, least: 20_000, most: 20_000 },
  ])('grows with a jitter of 0.8 to 1.2 up to its maximum (retry $retry)', ({ retry, least, most }) => {
    expect(retryDelayMs(policy, retry, () => 0)).toBe(least);
    expect(retryDelayMs(policy, retry, () => 1)).toBeCloseTo(most, 6);
  });
});

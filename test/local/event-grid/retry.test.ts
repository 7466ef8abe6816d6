import { describe, expect, it } from 'vitest';
import { afterAttempt } from '../../../src/local/event-grid/retry.ts';
import { readSubscription } from '../../../src/local/event-grid/subscription.ts';
import { aSubscription } from './builders.ts';

const subscription = readSubscription(aSubscription());

describe('afterAttempt', () => {
  it.each([200, 201, 202, 203, 204])('takes %i as delivered', (status) => {
    expect(afterAttempt({ attempts: 1 }, status, subscription, 0)).toEqual({ kind: 'delivered' });
  });

  it.each([400, 401, 403, 413])('never tries again after %i', (status) => {
    expect(afterAttempt({ attempts: 1 }, status, subscription, 0)).toEqual({
      kind: 'dead',
      reason: 'UndeliverableDueToClientError',
    });
  });

  it.each([
    { attempts: 1, waitSeconds: 10 },
    { attempts: 2, waitSeconds: 30 },
    { attempts: 3, waitSeconds: 60 },
    { attempts: 4, waitSeconds: 5 * 60 },
    { attempts: 5, waitSeconds: 10 * 60 },
    { attempts: 6, waitSeconds: 30 * 60 },
    { attempts: 7, waitSeconds: 3600 },
    { attempts: 29, waitSeconds: 12 * 3600 },
  ])('waits $waitSeconds s after failed attempt $attempts', ({ attempts, waitSeconds }) => {
    expect(afterAttempt({ attempts }, 500, subscription, 1000)).toEqual({
      kind: 'retry',
      atMs: 1000 + waitSeconds * 1000,
    });
  });

  it.each([
    { outcome: 503, waitSeconds: 30 },
    { outcome: 404, waitSeconds: 300 },
    { outcome: 'timed-out', waitSeconds: 120 },
    { outcome: 302, waitSeconds: 10 },
    { outcome: 'broken', waitSeconds: 10 },
  ] as const)('waits at least $waitSeconds s after $outcome', ({ outcome, waitSeconds }) => {
    expect(afterAttempt({ attempts: 1 }, outcome, subscription, 0)).toEqual({
      kind: 'retry',
      atMs: waitSeconds * 1000,
    });
  });

  it('gives up after the last attempt of the policy', () => {
    const impatient = readSubscription(aSubscription({ retryPolicy: { maxDeliveryAttempts: 2 } }));

    expect(afterAttempt({ attempts: 1 }, 500, impatient, 0).kind).toBe('retry');
    expect(afterAttempt({ attempts: 2 }, 500, impatient, 0)).toEqual({
      kind: 'dead',
      reason: 'MaxDeliveryAttemptsExceeded',
    });
  });
});

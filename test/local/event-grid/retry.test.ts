import { describe, expect, it } from 'vitest';
import { afterAttempt } from '../../../src/local/event-grid/retry.ts';
import { probation } from '../../../src/local/event-grid/probation.ts';
import { readSubscriptions } from '../../../src/local/event-grid/subscription.ts';
import type { SubscriptionDescription } from '../../../src/local/event-grid/subscription.ts';
import { aSubscription } from './builders.ts';

function readSubscription(description: SubscriptionDescription) {
  const [subscription] = readSubscriptions([description], []);
  if (!subscription) throw new Error('one in, one out');
  return subscription;
}

const subscription = readSubscription(aSubscription());

describe('afterAttempt', () => {
  it.each([200, 201, 202, 203, 204])('takes %i as delivered', (status) => {
    expect(afterAttempt({ attempts: 1 }, status, subscription, 0, 0)).toEqual({ kind: 'delivered' });
  });

  it.each([400, 403, 413])('never tries again after %i', (status) => {
    expect(afterAttempt({ attempts: 1 }, status, subscription, 0, 0)).toEqual({
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
    expect(afterAttempt({ attempts }, 500, subscription, 1000, 0)).toEqual({
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
    expect(afterAttempt({ attempts: 1 }, outcome, subscription, 0, 0)).toEqual({
      kind: 'retry',
      atMs: waitSeconds * 1000,
    });
  });

  it('gives up after the last attempt of the policy', () => {
    const impatient = readSubscription(aSubscription({ retryPolicy: { maxDeliveryAttempts: 2 } }));

    expect(afterAttempt({ attempts: 1 }, 500, impatient, 0, 0).kind).toBe('retry');
    expect(afterAttempt({ attempts: 2 }, 500, impatient, 0, 0)).toEqual({
      kind: 'dead',
      reason: 'MaxDeliveryAttemptsExceeded',
    });
  });

  it('never tries a webhook again after 401, but a function', () => {
    const webhook = readSubscription(
      aSubscription({ destination: { endpointType: 'WebHook', endpointUrl: 'http://127.0.0.1' } }),
    );

    expect(afterAttempt({ attempts: 1 }, 401, webhook, 0, 0).kind).toBe('dead');
    expect(afterAttempt({ attempts: 1 }, 401, subscription, 0, 0)).toEqual({ kind: 'retry', atMs: 300_000 });
  });

  it('adds up to a tenth by the randomness it is given', () => {
    expect(afterAttempt({ attempts: 1 }, 500, subscription, 0, 0.5)).toEqual({ kind: 'retry', atMs: 10_500 });
  });
});

describe('probation', () => {
  it('begins with the tenth failure in a row, as long as the last outcome says', () => {
    const health = probation();
    for (let count = 0; count < 9; count++) health.failed(404, 1000);
    expect(health.until()).toBe(0);
    health.failed(404, 1000);
    health.failed(500, 2000); // was under way

    expect(health.until()).toBe(301_000);
    health.failed(500, 301_000);
    expect(health.until()).toBe(311_000);
  });

  it('ends with a delivery', () => {
    const health = probation();
    for (let count = 0; count < 10; count++) health.failed(503, 0);
    health.end();
    health.failed(503, 0);

    expect(health.until()).toBe(0);
  });
});

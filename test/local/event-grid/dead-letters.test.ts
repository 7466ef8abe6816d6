import { expect, it } from 'vitest';
import { anEvent, aSubscription, nextNote } from './builders.ts';
import { gridForEachTest } from './running-grid.ts';

const running = gridForEachTest();

it('stores a refused event as a dead letter that says why', async () => {
  running.webhook.answer = 400;
  running.grid.connect(() => running.webhook.url);
  const undeliverable = nextNote(running.grid, 'undeliverable');
  const event = anEvent();
  running.grid.publish(event);
  await undeliverable;
  running.clock.advance(5 * 60_000 - 1);
  expect(running.deadLetters).toEqual([]);
  const dead = nextNote(running.grid, 'dead-lettered');
  running.clock.advance(1);
  await dead;

  expect(running.webhook.received).toHaveLength(1);
  expect(running.deadLetters).toHaveLength(1);
  expect(running.deadLetters[0]?.container).toBe('deadletter');
  expect(running.deadLetters[0]?.blobName).toMatch(/^UPLOADS\/2026\/1\/5\/7\/[0-9a-f-]{36}\.json$/);
  expect(JSON.parse(running.deadLetters[0]?.json ?? '')).toEqual([
    {
      ...event,
      deadLetterReason: 'UndeliverableDueToClientError',
      deliveryAttempts: 1,
      lastDeliveryOutcome: 'BadRequest',
      publishTime: '2026-01-05T07:00:00.000Z',
      lastDeliveryAttemptTime: '2026-01-05T07:00:00.000Z',
    },
  ]);
  expect(running.grid.owed()).toEqual([]);
});

it('looks at the time to live when an attempt is due', async () => {
  await running.restart(aSubscription({ retryPolicy: { eventTimeToLiveInMinutes: 1 } }));
  running.webhook.answer = 503;
  running.grid.connect(() => running.webhook.url);
  const retry = nextNote(running.grid, 'retry');
  running.grid.publish(anEvent());
  await retry;
  const undeliverable = nextNote(running.grid, 'undeliverable');
  running.clock.advance(60_000);
  await undeliverable;
  const dead = nextNote(running.grid, 'dead-lettered');
  running.clock.advance(5 * 60_000);
  await dead;

  expect(running.webhook.received).toHaveLength(1);
  expect(JSON.parse(running.deadLetters[0]?.json ?? '')).toMatchObject([
    { deadLetterReason: 'TimeToLiveExceeded', lastDeliveryOutcome: 'Busy' },
  ]);
});

it('keeps a dead letter, over a restart too, until its container is there', async () => {
  running.isContainerAway = true;
  running.webhook.answer = 413;
  running.grid.connect(() => running.webhook.url);
  const undeliverable = nextNote(running.grid, 'undeliverable');
  running.grid.publish(anEvent());
  await undeliverable;
  const kept = nextNote(running.grid, 'dead-letter-retry');
  running.clock.advance(5 * 60_000);
  await kept;
  await running.restart();
  running.isContainerAway = false;
  const dead = nextNote(running.grid, 'dead-lettered');
  running.grid.connect(() => running.webhook.url);
  running.clock.advance(60_000);
  await dead;

  expect(running.webhook.received).toHaveLength(1);
  expect(running.deadLetters).toHaveLength(1);
});

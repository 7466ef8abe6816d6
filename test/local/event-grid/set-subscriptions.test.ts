import { expect, it } from 'vitest';
import { anEvent, aSubscription, nextNote } from './builders.ts';
import { gridForEachTest } from './running-grid.ts';

const running = gridForEachTest();

it('delivers by a changed subscription what is owed to it, once', async () => {
  running.webhook.answer = 500;
  running.grid.connect(() => running.webhook.url);
  const retry = nextNote(running.grid, 'retry');
  running.grid.publish(anEvent({ id: 'owed' }));
  await retry;

  await running.grid.setSubscriptions([aSubscription({ retryPolicy: { maxDeliveryAttempts: 2 } })]);
  running.webhook.answer = 202;
  const delivered = nextNote(running.grid, 'delivered');
  running.clock.advance(10_000);
  await delivered;

  expect(running.webhook.received.map(({ event }) => event.id)).toEqual(['owed', 'owed']);
  expect(running.grid.owed()).toEqual([]);
});

it('gives up after the attempts that it was changed to', async () => {
  running.webhook.answer = 500;
  running.grid.connect(() => running.webhook.url);
  await running.grid.setSubscriptions([aSubscription({ retryPolicy: { maxDeliveryAttempts: 1 } })]);
  const dead = nextNote(running.grid, 'undeliverable');

  running.grid.publish(anEvent({ id: 'hopeless' }));

  expect((await dead).delivery.event.id).toBe('hopeless');
});

it('leaves a subscription that is the same as before alone, with what is owed to it', async () => {
  running.webhook.answer = 500;
  running.grid.connect(() => running.webhook.url);
  const retry = nextNote(running.grid, 'retry');
  running.grid.publish(anEvent({ id: 'owed' }));
  await retry;

  await running.grid.setSubscriptions([
    aSubscription(),
    aSubscription({ name: 'others', filter: { subjectEndsWith: 'x' } }),
  ]);
  running.webhook.answer = 202;
  for (const id of ['second', 'third']) {
    const delivered = nextNote(running.grid, 'delivered');
    running.clock.advance(10_000);
    running.grid.publish(anEvent({ id }));
    await delivered;
  }
  await running.webhook.until(4);

  expect(running.webhook.received.map(({ event }) => event.id).sort()).toEqual(['owed', 'owed', 'second', 'third']);
});

it('forgets what is owed to a subscription that is gone, and gives a new one nothing of before', async () => {
  running.grid.publish(anEvent({ id: 'before' }));

  await running.grid.setSubscriptions([aSubscription({ name: 'new-one' })]);
  const delivered = nextNote(running.grid, 'delivered');
  running.grid.publish(anEvent({ id: 'after' }));
  running.grid.connect(() => running.webhook.url);
  await delivered;

  expect(running.webhook.received.map(({ event }) => event.id)).toEqual(['after']);
  expect(running.grid.owed()).toEqual([]);
});

it('refuses a bad subscription, and those of before go on', async () => {
  const bad = aSubscription({ name: 'to-nowhere', topic: 'nobody' });

  await expect(running.grid.setSubscriptions([bad])).rejects.toThrow('There is no topic nobody');

  running.grid.publish(anEvent());
  expect(running.grid.owed()).toHaveLength(1);
});

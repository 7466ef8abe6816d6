import { expect, it } from 'vitest';
import type { SubscriptionDescription } from '../../../src/local/event-grid/subscription.ts';
import { anEvent, aSubscription, nextNote } from './builders.ts';
import { gridForEachTest } from './running-grid.ts';

const running = gridForEachTest();

it('pushes an event as the service does and owes nothing afterwards', async () => {
  running.grid.connect(() => running.webhook.url);
  const delivered = nextNote(running.grid, 'delivered');
  const event = anEvent();

  running.grid.publish(event);
  await delivered;

  expect(running.webhook.received).toHaveLength(1);
  expect(running.webhook.received[0]?.event).toEqual(event);
  expect(running.webhook.received[0]?.headers).toMatchObject({
    'aeg-event-type': 'Notification',
    'aeg-subscription-name': 'UPLOADS',
    'aeg-delivery-count': '0',
  });
  expect(running.grid.owed()).toEqual([]);
});

it('delivers only what the subscription asks for, whatever the letter case of the subject', async () => {
  await running.restart(aSubscription({ filter: { ...aSubscription().filter, subjectEndsWith: '.pdf' } }));
  running.grid.connect(() => running.webhook.url);

  running.grid.publish(anEvent({ eventType: 'Microsoft.Storage.BlobDeleted' }));
  running.grid.publish(anEvent({ subject: '/blobServices/default/containers/artifacts/blobs/a.pdf' }));
  running.grid.publish(anEvent({ subject: '/blobServices/default/containers/documents/blobs/a.png' }));
  running.grid.publish(anEvent({ id: 'wanted', subject: '/blobServices/default/containers/documents/blobs/A.PDF' }));
  await running.webhook.until(1);

  expect(running.grid.owed().map(({ event }) => event.id)).toEqual(['wanted']);
});

it('keeps events over a restart until somebody takes them, in a process that was not stopped properly', async () => {
  running.grid.publish(anEvent({ id: 'early' }));
  const second = await running.startAnother();
  const delivered = nextNote(second, 'delivered');

  second.connect(() => running.webhook.url);

  expect((await delivered).delivery.event.id).toBe('early');
  expect(running.grid.owed()).toEqual([]);
  await second.close();
});

it('tries again by the schedule and counts the attempts in the header', async () => {
  running.webhook.answer = 500;
  running.grid.connect(() => running.webhook.url);
  let retry = nextNote(running.grid, 'retry');
  running.grid.publish(anEvent());
  await retry;

  running.clock.advance(9_999);
  expect(running.webhook.received).toHaveLength(1);
  retry = nextNote(running.grid, 'retry');
  running.clock.advance(1);
  await retry;
  running.webhook.answer = 202;
  const delivered = nextNote(running.grid, 'delivered');
  running.clock.advance(30_000);
  await delivered;

  expect(running.webhook.received.map(({ headers }) => headers['aeg-delivery-count'])).toEqual(['0', '1', '2']);
});

it('remembers after a restart when the next attempt is due', async () => {
  running.webhook.answer = 500;
  running.grid.connect(() => running.webhook.url);
  const retry = nextNote(running.grid, 'retry');
  running.grid.publish(anEvent());
  await retry;
  await running.restart();
  running.grid.connect(() => running.webhook.url);

  expect(running.grid.owed()).toMatchObject([{ attempts: 1, dueAt: running.clock.now() + 10_000 }]);
  const again = nextNote(running.grid, 'retry');
  running.clock.advance(10_000);
  await again;
  expect(running.webhook.received).toHaveLength(2);
});

it('delivers as soon as a host that was away listens, without counting attempts', async () => {
  await running.webhook.close();
  running.grid.connect(() => running.webhook.url);
  const delivered = nextNote(running.grid, 'delivered');
  running.grid.publish(anEvent());

  await running.webhook.listen();
  await delivered;

  expect(running.webhook.received[0]?.headers['aeg-delivery-count']).toBe('0');
});

it('does not wait for the schedule when a host died over a delivery and comes back', async () => {
  running.webhook.answer = 'die';
  running.grid.connect(() => running.webhook.url);
  const retry = nextNote(running.grid, 'retry');
  running.grid.publish(anEvent());
  await retry;

  running.webhook.answer = 202;
  const delivered = nextNote(running.grid, 'delivered');
  await running.webhook.listen();
  await delivered;
  expect(running.webhook.received.map(({ headers }) => headers['aeg-delivery-count'])).toEqual(['0', '1']);
});

it('waits by the schedule when a host that listens breaks the connection', async () => {
  running.webhook.answer = 'reset';
  running.grid.connect(() => running.webhook.url);
  const retry = nextNote(running.grid, 'retry');
  running.grid.publish(anEvent());

  expect((await retry).delivery).toMatchObject({ attempts: 1, dueAt: running.clock.now() + 10_000 });
});

it('takes the same event again and older events later, as the service may send them', async () => {
  running.grid.connect(() => running.webhook.url);
  const event = anEvent();
  running.grid.publish(event);
  running.grid.publish(event);
  running.grid.publish(event);
  await running.webhook.until(3);

  expect(running.webhook.received.map((received) => received.event.id)).toEqual([event.id, event.id, event.id]);
});

it('names what is wrong in a subscription', async () => {
  const bad = { ...aSubscription(), expirationTimeUtc: '2030-01-01' } as SubscriptionDescription;

  await expect(running.startAnother(bad)).rejects.toThrow(/uploads[^]*expirationTimeUtc/);
});

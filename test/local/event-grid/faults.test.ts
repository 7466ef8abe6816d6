import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Trouble } from '../../../src/local/faults/fault.ts';
import { anEvent, aSubscription, nextNote } from './builders.ts';
import { gridForEachTest } from './running-grid.ts';

const running = gridForEachTest();
const meet = (operation: string, trouble: Trouble) =>
  running.faults.add({ service: 'event-grid', operation, trouble, times: 1 });
const received = () => running.webhook.received.map(({ event }) => event.id);

describe('the faults of deliveries', () => {
  it.each([
    { when: 'before', ids: ['a'] },
    { when: 'after', ids: ['a', 'a'] },
  ] as const)('lose one $when it arrives, which counts as failed and is tried again', async ({ when, ids }) => {
    meet('^deliver uploads$', { kind: 'drop', when });
    running.grid.connect(() => running.webhook.url);
    const retry = nextNote(running.grid, 'retry');
    running.grid.publish(anEvent({ id: 'a' }));

    expect((await retry).delivery).toMatchObject({ attempts: 1, lastOutcome: 'SocketError' });
    const delivered = nextNote(running.grid, 'delivered');
    running.clock.advance(10_000);
    await delivered;
    expect(received()).toEqual(ids);
  });

  it('answer in the place of the endpoint', async () => {
    meet('^deliver uploads$', { kind: 'error', status: 503 });
    running.grid.connect(() => running.webhook.url);
    const retry = nextNote(running.grid, 'retry');
    running.grid.publish(anEvent());

    expect((await retry).delivery.lastOutcome).toBe('Busy');
    expect(received()).toEqual([]);
  });

  it('deliver twice', async () => {
    meet('^deliver uploads$', { kind: 'duplicate' });
    running.grid.connect(() => running.webhook.url);
    const delivered = nextNote(running.grid, 'delivered');
    running.grid.publish(anEvent({ id: 'a' }));
    await delivered;

    expect(received()).toEqual(['a', 'a']);
    expect(running.grid.owed()).toEqual([]);
  });

  it('deliver late, which is no attempt', async () => {
    meet('^deliver uploads$', { kind: 'late', ms: 60_000 });
    running.grid.connect(() => running.webhook.url);
    running.grid.publish(anEvent({ id: 'late' }));
    running.grid.publish(anEvent({ id: 'in time' }));
    await running.webhook.until(1);
    expect(received()).toEqual(['in time']);

    running.clock.advance(60_000);
    await running.webhook.until(2);
    expect(running.webhook.received[1]?.headers['aeg-delivery-count']).toBe('0');
  });

  it('let the next one overtake', async () => {
    running.grid.connect(() => running.webhook.url);
    meet('^deliver uploads$', { kind: 'reorder' });
    running.grid.publish(anEvent({ id: 'first' }));
    running.grid.publish(anEvent({ id: 'second' }));
    await running.webhook.until(2);

    expect(received()).toEqual(['second', 'first']);
  });

  it('hold one that is to be overtaken for 30 s when none follows', async () => {
    running.grid.connect(() => running.webhook.url);
    meet('^deliver uploads$', { kind: 'reorder' });
    running.grid.publish(anEvent({ id: 'alone' }));
    const begun = running.clock.now();
    while (running.grid.owed()[0]?.dueAt === begun) await setImmediate();

    running.clock.advance(30_000);
    await running.webhook.until(1);
    expect(received()).toEqual(['alone']);
  });

  it('keep everything while the service is down', async () => {
    const id = running.faults.add({ service: 'event-grid', trouble: { kind: 'down' } });
    running.grid.connect(() => running.webhook.url);
    running.grid.publish(anEvent({ id: 'kept' }));
    await expect(fetch(running.grid.endpointOf('orders'), { method: 'POST' })).rejects.toThrow();
    expect(running.grid.owed()).toMatchObject([{ attempts: 0 }]);

    running.faults.remove(id);
    running.clock.advance(1000);
    await running.webhook.until(1);
    expect(received()).toEqual(['kept']);
  });
});

describe('the faults of events on their way in', () => {
  it('lose one as if the subscription had been off', async () => {
    await running.restart(aSubscription(), aSubscription({ name: 'others' }));
    meet('^event uploads$', { kind: 'drop', when: 'before' });
    running.grid.publish(anEvent());

    expect(running.grid.owed().map(({ subscription }) => subscription)).toEqual(['others']);
  });

  it('double one, or let it come late', () => {
    meet('^event uploads$', { kind: 'duplicate' });
    running.grid.publish(anEvent());
    meet('^event uploads$', { kind: 'late', ms: 5000 });
    running.grid.publish(anEvent());

    const now = running.clock.now();
    expect(running.grid.owed().map(({ dueAt }) => dueAt - now)).toEqual([0, 0, 5000]);
  });

  it('name what an event cannot meet', () => {
    meet('^event uploads$', { kind: 'reorder' });

    expect(() => running.grid.publish(anEvent())).toThrow(/'event uploads' cannot meet 'reorder'/);
  });
});

describe('the faults of publishing', () => {
  const publish = () =>
    fetch(running.grid.endpointOf('orders'), {
      method: 'POST',
      headers: { 'aeg-sas-key': running.grid.key },
      body: JSON.stringify([{ ...anEvent(), topic: '' }]),
    });

  it('lose the answer of events that were taken', async () => {
    await running.restart(aSubscription({ topic: 'orders', filter: {} }));
    meet('^publish orders$', { kind: 'drop', when: 'after' });

    await expect(publish()).rejects.toThrow();
    expect(running.grid.owed()).toHaveLength(1);
  });

  it('refuse a topic’s events and leave the others alone', async () => {
    meet('^publish orders$', { kind: 'error', status: 503, retryAfterMs: 2000 });
    const response = await publish();

    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    expect((await publish()).status).toBe(200);
  });
});

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { startGrid } from './grid.ts';
import type { Subscriptions } from './grid.ts';
import { startReceiver } from './receiver.ts';
import type { Json } from './receiver.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** A retry comes up to a tenth later than the schedule says. */
const late = (ms: number) => Math.ceil(ms * 1.1);

/** The checks, each with a subscription of its own; `fence` shows that what was due has gone out. */
const names = {
  all: [
    'fence',
    'schedule',
    'redirect',
    'busy',
    'request-timeout',
    'not-found',
    'silent',
    'reset',
    'probation',
    'mended',
  ],
  statuses: [200, 201, 202, 203, 204, 400, 401, 403, 413].map((status) => `status-${status}`),
};
const policies: Record<string, Json> = {
  'two-attempts': { retryPolicy: { maxDeliveryAttempts: 2 }, deadLetterContainer: 'deadletter' },
  'one-minute': { retryPolicy: { eventTimeToLiveInMinutes: 1 }, deadLetterContainer: 'deadletter' },
};
const subscriptions: Subscriptions = Object.fromEntries(
  [...names.all, ...names.statuses, ...Object.keys(policies)].map((name) => [
    name,
    { filter: { subjectBeginsWith: `/${name}/` }, ...policies[name] },
  ]),
);
const receiver = await startReceiver();
const grid = await startGrid(subscriptions, receiver);

const publishTo = (name: string) => grid.publish({ subject: `/${name}/${randomUUID()}` });
const counts = (name: string) => receiver.at(name).map(({ headers }) => headers['aeg-delivery-count']);

/** What is due by now has been sent when a later event has arrived elsewhere. */
async function fence(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) {
    const before = receiver.at('fence').length;
    await publishTo('fence');
    await receiver.until('fence', before + 1);
  }
}

/** The next attempt comes after `ms`, and not before. */
async function expectRetryAfter(name: string, ms: number): Promise<void> {
  await fence();
  const before = receiver.at(name).length;
  await grid.advance(ms - 2 * SECOND);
  await fence();
  expect(receiver.at(name)).toHaveLength(before);
  await grid.advance(late(ms) - ms + 2 * SECOND);
  await receiver.until(name, before + 1);
}

async function expectNoRetry(name: string): Promise<void> {
  await fence();
  const before = receiver.at(name).length;
  await grid.advance(HOUR);
  await fence();
  expect(receiver.at(name)).toHaveLength(before);
}

describe(page('event-grid/delivery-and-retry'), () => {
  it('tries again after 10 s, 30 s, 1, 5, 10 and 30 minutes, 1, 3 and 6 hours, counting the attempts', async () => {
    receiver.answers('schedule', 500);
    await publishTo('schedule');
    await receiver.until('schedule', 1);

    for (const ms of [10 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR])
      await expectRetryAfter('schedule', ms);
    expect(counts('schedule')).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  it.each([200, 201, 202, 203, 204])('takes %i as delivered', async (status) => {
    receiver.answers(`status-${status}`, status);
    await publishTo(`status-${status}`);
    await receiver.until(`status-${status}`, 1);

    await expectNoRetry(`status-${status}`);
  });

  it.each([400, 401, 403, 413])('never tries a webhook again that answered %i', async (status) => {
    receiver.answers(`status-${status}`, status);
    await publishTo(`status-${status}`);
    await receiver.until(`status-${status}`, 1);

    await expectNoRetry(`status-${status}`);
  });

  it('does not follow a redirect, but tries again', async () => {
    receiver.answers('redirect', (_, response) =>
      response.writeHead(307, { location: receiver.url('elsewhere') }).end(),
    );
    await publishTo('redirect');
    await receiver.until('redirect', 1);

    await expectRetryAfter('redirect', 10 * SECOND);
    expect(receiver.at('elsewhere')).toEqual([]);
  });

  it.each([
    { name: 'busy', status: 503, ms: 30 * SECOND },
    { name: 'request-timeout', status: 408, ms: 2 * MINUTE },
    { name: 'not-found', status: 404, ms: 10 * SECOND }, // 5 minutes for Azure resources only
  ])('waits at least $ms ms when a webhook answered $status', async ({ name, status, ms }) => {
    receiver.answers(name, status);
    await publishTo(name);
    await receiver.until(name, 1);

    await expectRetryAfter(name, ms);
  });

  it('waits 30 s for an answer, and then tries again after 2 minutes', async () => {
    receiver.answers('silent', () => undefined);
    await publishTo('silent');
    const [first] = await receiver.until('silent', 1);
    await grid.advance(31 * SECOND);
    await grid.counted('silent', 'DeliveryAttemptFailCount', 1);

    receiver.answers('silent', 200);
    await expectRetryAfter('silent', 2 * MINUTE);
    expect(receiver.at('silent')[1]?.events).toEqual(first?.events);
  });

  it('tries again when the connection breaks', async () => {
    receiver.answers('reset', (_, response) => response.socket?.resetAndDestroy());
    await publishTo('reset');
    await receiver.until('reset', 1);

    await expectRetryAfter('reset', 10 * SECOND);
  });

  it('delivers in the end what failed before', async () => {
    receiver.answers('mended', 500);
    const id = await publishTo('mended');
    await receiver.until('mended', 1);
    await fence();
    receiver.answers('mended', 200);
    await grid.advance(late(10 * SECOND));
    await receiver.until('mended', 2);

    await expectNoRetry('mended');
    expect(receiver.at('mended').map(({ events }) => events[0]?.['id'])).toEqual([id, id]);
  });

  it('gives up after the attempts of the policy', async () => {
    receiver.answers('two-attempts', 500);
    await publishTo('two-attempts');
    await receiver.until('two-attempts', 1);
    await expectRetryAfter('two-attempts', 10 * SECOND);

    await expectNoRetry('two-attempts');
  });

  it('looks at the time to live when an attempt is due', async () => {
    receiver.answers('one-minute', 503);
    await publishTo('one-minute');
    await receiver.until('one-minute', 1);

    await expectRetryAfter('one-minute', 30 * SECOND);
    await expectNoRetry('one-minute');
  });
});

describe(`${page('event-grid/delivery-and-retry')}: delayed delivery`, () => {
  it('holds new events back, too, when 10 in a row have failed, and goes on afterwards', async () => {
    receiver.answers('probation', 503);
    for (let count = 1; count <= 10; count++) {
      await publishTo('probation');
      await receiver.until('probation', count);
    }
    await fence();
    receiver.answers('probation', 200);
    const id = await publishTo('probation');
    await fence();
    expect(receiver.at('probation')).toHaveLength(10);

    await grid.advance(late(10 * SECOND));
    await receiver.until('probation', 11);
    expect(receiver.at('probation')[10]?.events[0]).toMatchObject({ id });
  });
});

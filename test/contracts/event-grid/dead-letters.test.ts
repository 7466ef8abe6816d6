import { BlobServiceClient } from '@azure/storage-blob';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { startGrid } from './grid.ts';
import type { Subscriptions } from './grid.ts';
import { startReceiver } from './receiver.ts';
import type { Json } from './receiver.ts';

const MINUTE = 60_000;
const parts: Record<string, Json> = {
  refused: {},
  cloudy: { eventDeliverySchema: 'CloudEventSchemaV1_0' },
  expired: { retryPolicy: { eventTimeToLiveInMinutes: 1 } },
  exhausted: { retryPolicy: { maxDeliveryAttempts: 1 } },
  nowhere: { deadLetterContainer: 'made-later' },
  'too-late': { deadLetterContainer: 'made-too-late' },
  careless: { deadLetterContainer: undefined },
};
const receiver = await startReceiver();
const grid = await startGrid(
  Object.fromEntries(
    Object.entries(parts).map(([name, part]): [string, Subscriptions[string]] => [
      name,
      { filter: { subjectBeginsWith: `/${name}/` }, deadLetterContainer: 'deadletter', ...part },
    ]),
  ),
  receiver,
);
const storage = BlobServiceClient.fromConnectionString(grid.storage);

/** Publishes one event that ends undelivered, with this answer. */
async function fail(name: string, status: number): Promise<string> {
  receiver.answers(name, status);
  const id = await grid.publish({ subject: `/${name}/${randomUUID()}`, data: { total: 3 } });
  await receiver.until(name, 1);
  await grid.counted(name, 'DeliveryAttemptFailCount', 1);
  return id;
}

async function lettersOf(name: string, container = 'deadletter'): Promise<{ blob: string; content: Json[] }[]> {
  const client = storage.getContainerClient(container);
  const letters: { blob: string; content: Json[] }[] = [];
  for await (const { name: blob } of client.listBlobsFlat({ prefix: `${name.toUpperCase()}/` })) {
    const text = (await client.getBlobClient(blob).downloadToBuffer()).toString();
    letters.push({ blob, content: JSON.parse(text) as Json[] });
  }
  return letters;
}

/** Dead letters are written on their own time. */
async function untilLetters(name: string, { container = 'deadletter', stepMs = 0 } = {}) {
  for (;;) {
    const letters = await lettersOf(name, container);
    if (letters.length > 0) return letters;
    if (stepMs > 0) await grid.advance(stepMs);
  }
}

describe(`${page('event-grid/delivery-and-retry')}: dead-letter events`, () => {
  it('writes CloudEvents with the reason in lower case', async () => {
    const id = await fail('cloudy', 413);
    await grid.advance(5 * MINUTE);
    const [letter] = await untilLetters('cloudy');

    expect(letter?.content).toMatchObject([
      {
        id,
        specversion: '1.0',
        deadletterreason: 'UndeliverableDueToClientError',
        deliveryattempts: 1,
        lastdeliveryoutcome: 'PayloadTooLarge',
        publishtime: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      },
    ]);
  });

  it.each([
    { name: 'expired', reason: 'TimeToLiveExceeded', attempts: 2 }, // the second after 30 s
    { name: 'exhausted', reason: 'MaxDeliveryAttemptsExceeded', attempts: 1 },
  ])('says $reason', async ({ name, reason, attempts }) => {
    await fail(name, 503);
    const [letter] = await untilLetters(name, { stepMs: 40_000 });

    const [event] = letter?.content ?? [];
    expect(event).toMatchObject({ deadLetterReason: reason, lastDeliveryOutcome: 'Busy', deliveryAttempts: attempts });
  });

  it('writes what a webhook refused to the container, five minutes later, with the reason', async () => {
    const id = await fail('refused', 400);
    await grid.advance(4 * MINUTE);
    for (let turn = 0; turn < 5; turn++)
      await storage.getContainerClient('documents').getBlockBlobClient('x').upload('', 0);
    expect(await lettersOf('refused')).toEqual([]); // what would have been written by now, came to the storage before those
    await grid.advance(MINUTE);
    const [letter] = await untilLetters('refused');

    expect(letter?.blob).toMatch(/^REFUSED\/\d{4}\/\d{1,2}\/\d{1,2}\/\d{1,2}\/[0-9a-f-]{36}\.json$/);
    expect(letter?.content).toMatchObject([
      {
        id,
        eventType: 'Shop.Ordered',
        data: { total: 3 },
        deadLetterReason: 'UndeliverableDueToClientError',
        deliveryAttempts: 1,
        lastDeliveryOutcome: 'BadRequest',
        publishTime: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        lastDeliveryAttemptTime: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      },
    ]);
  });

  it('keeps a dead letter until its container is there', async () => {
    await fail('nowhere', 400);
    await grid.advance(5 * MINUTE);
    await lettersOf('nowhere'); // the attempt to write it came to the storage before this
    await storage.getContainerClient('made-later').create();
    await grid.advance(3 * 60 * MINUTE);

    expect(await untilLetters('nowhere', { container: 'made-later' })).toHaveLength(1);
  });

  it('drops it when the container was away for four hours', async () => {
    await fail('too-late', 400);
    await grid.advance(5 * MINUTE);
    await grid.advance(4 * 60 * MINUTE);
    await grid.counted('too-late', 'DroppedEventCount', 1);
    await storage.getContainerClient('made-too-late').create();

    expect(await lettersOf('too-late', 'made-too-late')).toEqual([]);
  });

  it('drops an undeliverable event of a subscription without a container', async () => {
    await fail('careless', 400);
    await grid.counted('careless', 'DroppedEventCount', 1);
    await grid.advance(10 * MINUTE);

    expect(await lettersOf('careless')).toEqual([]);
  });
});

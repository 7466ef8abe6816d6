import { join } from 'node:path';
import { QueueServiceClient } from '@azure/storage-queue';
import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { target } from '../target.ts';
import { of, openWitness, type Report } from './witness.ts';

const app = join(import.meta.dirname, 'app-triggers');

const witness = await openWitness();
const { storage } = await target([
  '--only=storage,functions',
  `--app=${app}`,
  `--resources=${join(app, 'resources.json')}`,
  `--setting=WITNESS=${witness.url}`,
  '--setting=FAILING_QUEUE=failing',
  '--setting=YEARLY=0 0 0 1 1 *',
  '--setting=AzureWebJobs.idle.Disabled=true',
]);
const queues = QueueServiceClient.fromConnectionString(storage);

const send = (queue: string, text: string) => queues.getQueueClient(queue).sendMessage(encode(text));
const encode = (text: string) => Buffer.from(text).toString('base64');
const hasId = (id: string) => (report: Report) => report['metadata'] !== null && idOf(report) === id;
const idOf = (report: Report) => (report['metadata'] as { id?: string } | undefined)?.id;

describe(page('azure-functions/functions-bindings-storage-queue-trigger'), () => {
  it.each([
    { text: 'plain text', type: 'string', message: 'plain text' },
    { text: '123', type: 'number', message: 123 },
    { text: '"quoted"', type: 'string', message: 'quoted' },
    { text: '{"a":{"b":1}}', type: 'object', message: { a: { b: 1 } } },
    { text: '[1,"two"]', type: 'object', message: [1, 'two'] },
    { text: '{"a":', type: 'string', message: '{"a":' },
  ])('gives the handler "$text" as $type, because text that is JSON is parsed', async ({ text, type, message }) => {
    const { messageId } = await send('work', text);

    expect(await witness.seen(hasId(messageId))).toMatchObject([{ function: 'work', type, message }]);
  });

  it('gives a message whose bytes are no text as a Buffer', async () => {
    const queue = queues.getQueueClient('work');
    const { messageId } = await queue.sendMessage(Buffer.from([0xff, 0xfe, 0x00]).toString('base64'));

    expect(await witness.seen(hasId(messageId))).toMatchObject([{ message: { buffer: '\u00ff\u00fe\u0000' } }]);
  });

  it('gives any message as a Buffer with dataType binary', async () => {
    const { messageId } = await send('bytes', '123');

    expect(await witness.seen(hasId(messageId))).toMatchObject([{ function: 'bytes', message: { buffer: '123' } }]);
  });

  it('tells seven things of a message, dates with their offset', async () => {
    const { messageId, popReceipt } = await send('work', 'told');

    const [report] = await witness.seen(hasId(messageId));

    const date = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/) as string;
    expect(report?.['metadata']).toEqual({
      queueTrigger: 'told',
      id: messageId,
      dequeueCount: 1,
      insertionTime: date,
      expirationTime: date,
      nextVisibleTime: date,
      popReceipt: expect.not.stringMatching(popReceipt) as string,
    });
  });

  it('deletes a message whose function succeeded', async () => {
    const { messageId } = await send('work', 'done with');
    await witness.seen(hasId(messageId));
    const next = await send('work', 'the next');
    await witness.seen(hasId(next.messageId));

    await expect
      .poll(async () => (await queues.getQueueClient('work').getProperties()).approximateMessagesCount)
      .toBe(0);
  });

  it('leaves the messages of a disabled function alone', async () => {
    await send('idle', 'waits');
    const { messageId } = await send('work', 'does not wait');
    await witness.seen(hasId(messageId));

    const { peekedMessageItems } = await queues.getQueueClient('idle').peekMessages();
    expect(peekedMessageItems).toMatchObject([{ dequeueCount: 0 }]);
  });
});

describe(page('azure-functions/functions-bindings-storage-queue-trigger#poison-messages'), () => {
  it('tries a message maxDequeueCount times, visibilityTimeout apart, and moves it to the poison queue', async () => {
    const times: number[] = [];
    witness.answer('failing', () => {
      times.push(performance.now());
      return 500;
    });

    const { messageId } = await send('failing', 'never');

    const poison = queues.getQueueClient('failing-poison');
    const received = () => poison.receiveMessages().then(({ receivedMessageItems }) => receivedMessageItems);
    await expect
      .poll(() => received().catch(() => []), { timeout: 15_000 })
      .toMatchObject([{ messageText: encode('never') }]);
    const tries = witness.reports.filter(hasId(messageId));
    expect(tries.map(({ metadata }) => (metadata as { dequeueCount: number }).dequeueCount)).toEqual([1, 2, 3]);
    const [first = 0, second = 0, third = 0] = times;
    expect(Math.min(second - first, third - second)).toBeGreaterThanOrEqual(950);
    expect((await queues.getQueueClient('failing').getProperties()).approximateMessagesCount).toBe(0);
  });

  it('moves a message that is not base64 there without a call, because messageEncoding says base64', async () => {
    await queues.getQueueClient('work').sendMessage('not base64!');

    const poison = queues.getQueueClient('work-poison');
    const peeked = () => poison.peekMessages().then(({ peekedMessageItems }) => peekedMessageItems);
    await expect
      .poll(() => peeked().catch(() => []), { timeout: 10_000 })
      .toMatchObject([{ messageText: 'not base64!' }]);
  });
});

describe(source('Azure/azure-functions-host/src/WebJobs.Script/Utility.cs'), () => {
  it('adds the properties of a JSON message to the metadata: scalars as .NET prints them, arrays and nulls not', async () => {
    const { messageId } = await send(
      'work',
      '{"job":"j1","count":2,"flag":true,"list":[1],"none":null,"inner":{"Deep":1}}',
    );

    const [report] = await witness.seen(hasId(messageId));

    const { queueTrigger, insertionTime, expirationTime, nextVisibleTime, popReceipt, ...rest } = report?.[
      'metadata'
    ] as Record<string, unknown>;
    expect([queueTrigger, insertionTime, expirationTime, nextVisibleTime, popReceipt]).not.toContain(undefined);
    expect(rest).toEqual({ id: messageId, dequeueCount: 1, job: 'j1', count: 2, flag: 'True', inner: { deep: 1 } });
  });
});

describe(page('azure-functions/functions-bindings-storage-queue#host-json'), () => {
  it('runs the messages of a batch side by side', async () => {
    let running = 0;
    const all = Promise.withResolvers<200>();
    witness.answer('work', () => {
      if (++running === 4) all.resolve(200);
      return all.promise;
    });

    const sent = await Promise.all(['a', 'b', 'c', 'd'].map((text) => send('work', text)));

    const ids = sent.map(({ messageId }) => messageId);
    expect(await witness.seen((report) => of('work')(report) && ids.includes(idOf(report) ?? ''), 4)).toHaveLength(4);
  });
});

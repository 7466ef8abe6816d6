import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Azurite, startAzurite } from '../../../../src/local/azurite/azurite.ts';
import type { Signals } from '../../../../src/local/service.ts';
import { type HostOptions, imports, startApp } from '../an-app.ts';

const signals: Signals = new EventEmitter();
let azurite: Azurite;
let service: QueueServiceClient;
let dir: string;
let count = 0;

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'azurite-'));
  azurite = await startAzurite({ dir, blobPort: 0, queuePort: 0, signals });
  service = QueueServiceClient.fromConnectionString(azurite.connectionString);
});
afterAll(async () => {
  await azurite.stop();
  await rm(dir, { recursive: true, force: true });
});

/** An app with one function on a queue of its own. `handler` is the body of `(message, context) => …`. */
async function startWork(handler: string, queues: object = {}, options: HostOptions = {}) {
  const name = `work-${++count}`;
  const queue = service.getQueueClient(name);
  await queue.create();
  const app = await startApp(
    {
      'host.json': {
        version: '2.0',
        extensions: { queues: { messageEncoding: 'none', maxPollingInterval: '00:00:01', ...queues } },
      },
      'index.mjs': `${imports}
app.storageQueue('work', { queueName: '%QUEUE%', connection: 'Storage', handler: async (message, context) => { ${handler} } });`,
    },
    { signals, settings: { Storage: azurite.connectionString, QUEUE: name }, ...options },
  );
  onTestFinished(() => app.stop());
  return { app, queue, poison: service.getQueueClient(`${name}-poison`) };
}

const logged = (lines: { category: string; message: string }[]) =>
  lines.filter(({ category }) => category.endsWith('.User')).map(({ message }) => message);

it.each([
  { text: 'plain text', seen: 'string plain text' },
  { text: '{"a":1}', seen: 'object [object Object]' },
  { text: '123', seen: 'number 123' },
  { text: '"quoted"', seen: 'string quoted' },
  { text: '{"a":', seen: 'string {"a":' },
])('gives "$text" to the function and deletes it', async ({ text, seen }) => {
  const { app, queue } = await startWork("context.log('saw', typeof message, String(message));");

  await queue.sendMessage(text);

  await app.said(`saw ${seen}`);
  await app.said("Executed 'Functions.work' (Succeeded");
  await app.stop();
  expect((await queue.getProperties()).approximateMessagesCount).toBe(0);
});

it('tells the metadata that the runtime tells, and the properties of the message', async () => {
  const { app, queue } = await startWork('context.log(JSON.stringify(context.triggerMetadata));');

  const sent = await queue.sendMessage('{"job":"j1","list":[1],"flag":true}', { messageTimeToLive: 60 });

  const metadata = JSON.parse((await app.said('dequeueCount')).message) as Record<string, unknown>;
  const date = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/;
  expect(metadata).toEqual({
    queueTrigger: { job: 'j1', list: [1], flag: true },
    dequeueCount: 1,
    id: sent.messageId,
    insertionTime: expect.stringMatching(date) as string,
    expirationTime: expect.stringMatching(date) as string,
    nextVisibleTime: expect.stringMatching(date) as string,
    popReceipt: expect.any(String) as string,
    job: 'j1',
    flag: 'True',
  });
});

it('moves a message to the poison queue after exactly maxDequeueCount tries', async () => {
  const { app, queue, poison } = await startWork("throw new Error('never');", { maxDequeueCount: 3 });

  await queue.sendMessage('bad');

  await app.said("Moving message to queue 'work-");
  await app.stop();
  const [message] = (await poison.receiveMessages()).receivedMessageItems;
  expect(message?.messageText).toBe('bad');
  expect(app.lines.filter(({ message: line }) => line.startsWith("Executing 'Functions.work'"))).toHaveLength(3);
  expect((await queue.getProperties()).approximateMessagesCount).toBe(0);
});

it('hides a failed message for visibilityTimeout', async () => {
  const { app, queue } = await startWork(
    "context.log('try', Date.now()); if (context.triggerMetadata.dequeueCount === 1) throw new Error('once');",
    { visibilityTimeout: '00:00:02' },
  );

  await queue.sendMessage('again');

  await app.said('(Succeeded');
  const [first = 0, second = 0] = logged(app.lines).map((line) => Number(line.split(' ')[1]));
  expect(second - first).toBeGreaterThanOrEqual(1900);
});

it('runs the messages of a batch side by side', async () => {
  const { app, queue } = await startWork(
    'globalThis.seen ??= []; await new Promise((go) => { seen.push(go); if (seen.length === 4) for (const one of seen) one(); });',
    { batchSize: 4, newBatchThreshold: 4 },
  );

  await Promise.all(['a', 'b', 'c', 'd'].map((text) => queue.sendMessage(text)));

  await app.said('(Succeeded');
  expect(app.lines.filter(({ message }) => message.startsWith('Executing'))).toHaveLength(4);
});

it('wakes at once on a signal, however long it would sleep', async () => {
  const { app, queue } = await startWork("context.log('saw', message);", { maxPollingInterval: '01:00:00' });
  for (const text of ['first', 'second', 'third']) {
    await queue.sendMessage(text);
    await app.said(`saw ${text}`);
  }
});

it('finds messages by polling when nobody signals', async () => {
  const { app, queue } = await startWork("context.log('saw', message);", {}, { signals: new EventEmitter() });

  await queue.sendMessage('polled');

  await app.said('saw polled');
});

describe('with messageEncoding base64', () => {
  it('decodes text and keeps bytes as a Buffer', async () => {
    const { app, queue } = await startWork("context.log('saw', Buffer.isBuffer(message), String(message).length);", {
      messageEncoding: 'base64',
    });

    await queue.sendMessage(Buffer.from([0xff, 0xfe, 0]).toString('base64'));
    await app.said('saw true 3');
    await queue.sendMessage(Buffer.from('text').toString('base64'));

    await app.said('saw false 4');
  });

  it('moves what is not base64 to the poison queue without a call', async () => {
    const { app, queue, poison } = await startWork("context.log('called');", { messageEncoding: 'base64' });

    await queue.sendMessage('not base64!');

    await app.said("Moving message to queue 'work-");
    await app.stop();
    expect((await poison.getProperties()).approximateMessagesCount).toBe(1);
    expect(logged(app.lines)).toEqual([]);
  });
});

it('survives that the queue is missing and that the server goes away', async () => {
  const { app, queue } = await startWork("context.log('saw', message);", { maxPollingInterval: '00:00:00.200' });
  await queue.delete();
  await app.said('cannot be read');

  await queue.create();
  await app.said('can be read again');
  const from = app.lines.length;
  await azurite.stop();
  await app.said('cannot be read', from);
  await azurite.start();
  await queue.sendMessage('after all');

  await app.said('saw after all');
  expect(app.lines.filter(({ message }) => message.includes('cannot be read'))).toHaveLength(2);
});

it('puts a function without its connection in error, by the name of the setting', async () => {
  const app = await startApp({
    'index.mjs': `${imports}
app.storageQueue('work', { queueName: 'q', connection: 'Nowhere', handler: () => {} });
app.http('web', { handler: () => ({ body: 'fine' }) });`,
  });
  onTestFinished(() => app.stop());

  const errors = app.host.functions().map(({ name, error }) => [name, error]);
  expect(errors).toEqual([
    ['work', expect.stringContaining("The connection 'Nowhere' is not set") as string],
    ['web', undefined],
  ]);
  expect(await (await app.fetch('/api/web')).text()).toBe('fine');
});

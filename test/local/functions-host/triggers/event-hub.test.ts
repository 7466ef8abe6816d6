import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EventHubProducerClient } from '@azure/event-hubs';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type Azurite, startAzurite } from '../../../../src/local/azurite/azurite.ts';
import { type EventHubsService, startEventHubs } from '../../../../src/local/event-hubs/event-hubs.ts';
import { createFaults } from '../../../../src/local/faults/faults.ts';
import { type HostOptions, imports, startIn, writeApp } from '../an-app.ts';

const hubs = Array.from({ length: 12 }, (_, n) => `hub${n}`);
const faults = createFaults();
let azurite: Azurite;
let eventHubs: EventHubsService;
let dir: string;

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'hub-trigger-'));
  azurite = await startAzurite({ dir: path.join(dir, 'storage'), blobPort: 0, queuePort: 0 });
  eventHubs = await startEventHubs({
    dir: path.join(dir, 'hubs'),
    port: 0,
    faults,
    hubs: hubs.map((name) => ({ name, partitions: 1, consumerGroups: [] })),
  });
});
afterAll(async () => {
  await eventHubs.stop();
  await azurite.stop();
  await rm(dir, { recursive: true, force: true });
});

/** An app with one function on a hub of its own, which says what it gets. */
function aReader({
  handler = '',
  options = '',
  json = {},
}: { handler?: string; options?: string; json?: object } = {}) {
  const hub = hubs.pop() ?? '';
  const folder = writeApp({
    'host.json': { version: '2.0', extensions: { eventHubs: { loadBalancingUpdateInterval: '00:00:01', ...json } } },
    'index.mjs': `${imports}
app.eventHub('read', { connection: 'Events', eventHubName: '${hub}', cardinality: 'many', ${options}
  handler: async (messages, context) => { context.log('saw', messages.join()); ${handler} } });`,
  });
  const send = async (...bodies: string[]) => {
    const producer = new EventHubProducerClient(eventHubs.connectionString, hub);
    onTestFinished(() => producer.close());
    for (const body of bodies) await producer.sendBatch([{ body }]);
  };
  return { hub, send, start: (host: HostOptions = {}) => startReader(folder, host) };
}

async function startReader(folder: string, options: HostOptions) {
  const settings = { AzureWebJobsStorage: azurite.connectionString, Events: eventHubs.connectionString };
  const app = await startIn(folder, { settings, drainMs: 1000, ...options });
  onTestFinished(() => app.stop());
  const seen = () =>
    app.lines.flatMap(({ message }) => (message.startsWith('saw ') ? message.slice(4).split(',') : []));
  /** Resolves when the function has got an event. */
  const saw = async (body: string) => {
    for (let from = 0; !seen().includes(body); from = app.lines.length) await app.said('saw ', from);
  };
  return { ...app, seen, saw };
}

it('begins with the first event that is kept, and goes on after a restart where it was', async () => {
  const { send, start } = aReader();
  await send('a', 'b');
  const first = await start();
  await first.saw('b');
  await send('c');
  await first.saw('c');
  await first.stop();
  await send('d');

  const second = await start();
  await second.saw('d');

  expect(first.seen()).toEqual(['a', 'b', 'c']);
  expect(second.seen()).toEqual(['d']);
});

it('begins at the end with initialOffsetOptions fromEnd', async () => {
  const { hub, send, start } = aReader({ json: { initialOffsetOptions: { type: 'fromEnd' } } });
  await send('old');
  const app = await start();
  await isOwned(hub);

  for (let n = 0; app.seen().length === 0; n++) await send(`new${n}`);

  expect(app.seen()).not.toContain('old');
});

/** Resolves when a host has taken the hub's partition. */
const isOwned = (hub: string) =>
  expect.poll(() => stored().getBlobClient(`localhost/${hub}/$default/ownership/0`).exists()).toBe(true);

it('begins at a time with initialOffsetOptions fromEnqueuedTime', async () => {
  const { send, start } = aReader({
    json: { initialOffsetOptions: { type: 'fromEnqueuedTime', enqueuedTimeUtc: '2020-01-01T00:00:00Z' } },
  });
  await send('since then');

  const app = await start();

  await app.saw('since then');
});

it('moves the checkpoint every batchCheckpointFrequency batches, and when the host stops', async () => {
  const { hub, send, start } = aReader({ json: { batchCheckpointFrequency: 2, maxEventBatchSize: 1 } });
  const checkpoint = stored().getBlobClient(`localhost/${hub}/$default/checkpoint/0`);
  const sequenceNumber = async () => (await checkpoint.getProperties()).metadata?.['sequencenumber'];
  await send('a', 'b', 'c');
  const app = await start();
  await app.saw('c');
  await expect.poll(sequenceNumber).toBe('1');

  await app.stop();

  expect(await sequenceNumber()).toBe('2');
});

const stored = () =>
  BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient('azure-webjobs-eventhub');

it('gives a batch again that failed while the host stopped', async () => {
  const { send, start } = aReader({
    handler: "if (!process.env.MENDED) throw new Error('not yet');",
    options: "retry: { strategy: 'fixedDelay', maxRetryCount: -1, delayInterval: 0 },",
  });
  await send('a');
  const broken = await start();
  await broken.said('(Failed');
  await broken.stop();

  const mended = await start({
    settings: { AzureWebJobsStorage: azurite.connectionString, Events: eventHubs.connectionString, MENDED: 'yes' },
  });

  await mended.saw('a');
  await mended.said('(Succeeded');
});

it('survives that the hub goes away, without waiting for its own claim to expire', async () => {
  const { send, start } = aReader({ json: { partitionOwnershipExpirationInterval: '01:00:00' } });
  const app = await start();
  await send('before');
  await app.saw('before');
  await eventHubs.stop();
  await app.said('cannot be read');
  await eventHubs.start();

  await send('after');

  await app.saw('after');
});

it('goes on when a partition was taken from it that nobody else reads', async () => {
  const { hub, send, start } = aReader({ json: { partitionOwnershipExpirationInterval: '01:00:00' } });
  const app = await start();
  await send('before');
  await app.saw('before');
  const trouble = { kind: 'error' as const, status: 410, code: 'amqp:link:stolen' };
  faults.add({ service: 'event-hubs', operation: `^receive ${hub}/`, trouble, times: 1 });

  await send('after');

  await app.saw('after');
});

it.each([
  {
    what: 'a time that is none',
    json: { initialOffsetOptions: { type: 'fromEnqueuedTime', enqueuedTimeUtc: 'soon' } },
    error: "'soon'",
  },
  { what: 'batches of a least size', json: { minEventBatchSize: 5 }, error: 'minEventBatchSize' },
])('puts a function in error that asks for $what', async ({ json, error }) => {
  const { start } = aReader({ json });

  const app = await start();

  expect(app.host.functions()).toMatchObject([{ name: 'read', error: expect.stringContaining(error) as string }]);
});

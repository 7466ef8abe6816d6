import { BlobServiceClient } from '@azure/storage-blob';
import type { ContainerClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import type { QueueClient } from '@azure/storage-queue';
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startWebhook } from '../event-grid/webhook.ts';
import type { Webhook } from '../event-grid/webhook.ts';
import type { StorageAddresses } from './storage-process.ts';

const KILLS = 20;
/** Twenty-one processes start one after the other; on a busy machine that takes its time. */
const TIMEOUT_MS = 240_000;
const PROGRAM = join(import.meta.dirname, 'storage-process.ts');

interface Running {
  process: ChildProcess;
  blobs: ContainerClient;
  queue: QueueClient;
  /** Takes an order of this id; throws unless it is acknowledged. */
  publish: (id: string) => Promise<void>;
}

/** What the service has said yes to. */
interface Acknowledged {
  blobs: Map<string, string>;
  deletedBlobs: Set<string>;
  messages: Set<string>;
  deletedMessages: Set<string>;
  /** What Event Grid owes: `<BlobCreated or BlobDeleted> <blob>`, or an order's id. */
  events: Set<string>;
}

it(
  `loses nothing it acknowledged when it is killed ${KILLS} times in the middle of writes`,
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'docscore-kill-'));
    const webhook = await startWebhook();
    const acknowledged: Acknowledged = {
      blobs: new Map(),
      deletedBlobs: new Set(),
      messages: new Set(),
      deletedMessages: new Set(),
      events: new Set(),
    };
    for (let round = 0; round < KILLS; round++) {
      if (round % 2 === 0) await webhook.close(); // nobody answers the deliveries
      const running = await start(dir, webhook);
      if (round === 0) await Promise.all([running.blobs.create(), running.queue.create()]);
      await expectEveryName(running.blobs, acknowledged);
      await writeUntilKilled(running, acknowledged, round);
      if (round % 2 === 0) await webhook.listen();
    }

    const { process, blobs, queue } = await start(dir, webhook);
    await expectEveryName(blobs, acknowledged);
    await expectEveryContent(blobs, acknowledged);
    const left = new Set(await receiveAll(queue));
    expect([...acknowledged.messages].filter((text) => !left.has(text))).toEqual([]);
    expect([...acknowledged.deletedMessages].filter((text) => left.has(text))).toEqual([]);
    await untilDelivered(webhook, acknowledged.events);
    process.kill('SIGKILL');
    expect(acknowledged.blobs.size).toBeGreaterThan(KILLS);
    expect(acknowledged.deletedMessages.size).toBeGreaterThan(0);
    expect([...acknowledged.events].filter((event) => event.startsWith('order-')).length).toBeGreaterThan(KILLS);
    await webhook.close();
    await rm(dir, { recursive: true });
  },
  TIMEOUT_MS,
);

/** Never ends while an event is missing. */
async function untilDelivered(webhook: Webhook, owed: ReadonlySet<string>): Promise<void> {
  for (;;) {
    const count = webhook.received.length;
    const delivered = new Set(
      webhook.received.map(({ event: { id, eventType, subject } }) =>
        eventType.startsWith('Microsoft.Storage.')
          ? `${eventType.split('.')[2] ?? ''} ${subject.split('/').at(-1) ?? ''}`
          : id,
      ),
    );
    if ([...owed].every((event) => delivered.has(event))) return;
    await webhook.until(count + 1);
  }
}

async function start(dir: string, webhook: Webhook): Promise<Running> {
  const child = fork(PROGRAM, [dir, webhook.url]);
  const [{ connectionString, endpoint, key }] = (await once(child, 'message')) as [StorageAddresses];
  const options = { retryOptions: { maxTries: 1 } };
  return {
    process: child,
    blobs: BlobServiceClient.fromConnectionString(connectionString, options).getContainerClient('documents'),
    queue: QueueServiceClient.fromConnectionString(connectionString, options).getQueueClient('work'),
    async publish(id) {
      const order = {
        id,
        eventType: 'Shop.Ordered',
        subject: '/orders',
        eventTime: new Date().toISOString(),
        data: {},
      };
      const headers = { 'aeg-sas-key': key };
      const { status } = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify([order]) });
      if (status !== 200) throw new Error(`publish answered ${status}`);
    },
  };
}

/** Five writers at once; the kill follows an acknowledgement, a different one in each round, without a pause. */
async function writeUntilKilled(running: Running, acknowledged: Acknowledged, round: number): Promise<void> {
  const exited = once(running.process, 'exit');
  let left = 5 + round;
  const acknowledge = (note: () => void) => {
    note();
    if (--left === 0) running.process.kill('SIGKILL');
  };
  const writer = async (lane: number) => {
    for (let turn = 0; left > 0; turn++) {
      const name = `${round}-${lane}-${turn}`;
      const write = lane < 2 ? writeBlobs : lane < 4 ? writeMessages : publishEvents;
      await write(running, acknowledged, name, acknowledge).catch((error: unknown) => {
        if (left > 0) throw error;
      });
    }
  };
  await Promise.all([0, 1, 2, 3, 4].map(writer));
  await exited;
}

type Acknowledge = (note: () => void) => void;

async function writeBlobs({ blobs }: Running, to: Acknowledged, name: string, acknowledge: Acknowledge) {
  const small = blobs.getBlockBlobClient(`small-${name}`);
  await small.upload(name, name.length);
  acknowledge(() => {
    to.blobs.set(small.name, name);
    to.events.add(`BlobCreated ${small.name}`);
  });
  const staged = blobs.getBlockBlobClient(`staged-${name}`);
  await staged.stageBlock('AAAA', name, name.length);
  await staged.commitBlockList(['AAAA']);
  acknowledge(() => {
    to.blobs.set(staged.name, name);
    to.events.add(`BlobCreated ${staged.name}`);
  });
  to.blobs.delete(small.name); // from here on it may or may not be there
  await small.delete();
  acknowledge(() => {
    to.deletedBlobs.add(small.name);
    to.events.add(`BlobDeleted ${small.name}`);
  });
}

async function publishEvents({ publish }: Running, to: Acknowledged, name: string, acknowledge: Acknowledge) {
  await publish(`order-${name}`);
  acknowledge(() => to.events.add(`order-${name}`));
}

async function writeMessages({ queue }: Running, to: Acknowledged, name: string, acknowledge: Acknowledge) {
  const { messageId, popReceipt } = await queue.sendMessage(`gone-${name}`);
  acknowledge(() => undefined);
  await queue.sendMessage(name);
  acknowledge(() => to.messages.add(name));
  await queue.deleteMessage(messageId, popReceipt);
  acknowledge(() => to.deletedMessages.add(`gone-${name}`));
}

async function expectEveryName(blobs: ContainerClient, acknowledged: Acknowledged): Promise<void> {
  const there = new Set<string>();
  for await (const { name } of blobs.listBlobsFlat()) there.add(name);
  expect([...acknowledged.blobs.keys()].filter((name) => !there.has(name))).toEqual([]);
  expect([...acknowledged.deletedBlobs].filter((name) => there.has(name))).toEqual([]);
}

async function expectEveryContent(blobs: ContainerClient, acknowledged: Acknowledged): Promise<void> {
  const contents = await Promise.all(
    [...acknowledged.blobs.keys()].map(async (name) => [
      name,
      (await blobs.getBlobClient(name).downloadToBuffer()).toString(),
    ]),
  );
  expect(contents).toEqual([...acknowledged.blobs]);
}

async function receiveAll(queue: QueueClient): Promise<string[]> {
  const texts: string[] = [];
  for (;;) {
    const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32, visibilityTimeout: 600 });
    if (receivedMessageItems.length === 0) return texts;
    texts.push(...receivedMessageItems.map(({ messageText }) => messageText));
  }
}

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
import { afterAll, beforeAll, expect, it } from 'vitest';

const KILLS = 20;
/** Twenty-one processes start one after the other; on a busy machine that takes its time. */
const TIMEOUT_MS = 240_000;
const PROGRAM = join(import.meta.dirname, 'azurite-process.ts');
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'docscore-kill-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

interface Running {
  process: ChildProcess;
  blobs: ContainerClient;
  queue: QueueClient;
}

/** What the service has said yes to. */
interface Acknowledged {
  blobs: Map<string, string>;
  deletedBlobs: Set<string>;
  messages: Set<string>;
  deletedMessages: Set<string>;
}

it(
  `loses nothing it acknowledged when it is killed ${KILLS} times in the middle of writes`,
  async () => {
    const acknowledged: Acknowledged = {
      blobs: new Map(),
      deletedBlobs: new Set(),
      messages: new Set(),
      deletedMessages: new Set(),
    };
    for (let round = 0; round < KILLS; round++) {
      const running = await start();
      if (round === 0) await Promise.all([running.blobs.create(), running.queue.create()]);
      await expectEveryName(running.blobs, acknowledged);
      await writeUntilKilled(running, acknowledged, round);
    }

    const { process, blobs, queue } = await start();
    await expectEveryName(blobs, acknowledged);
    await expectEveryContent(blobs, acknowledged);
    const left = new Set(await receiveAll(queue));
    expect([...acknowledged.messages].filter((text) => !left.has(text))).toEqual([]);
    expect([...acknowledged.deletedMessages].filter((text) => left.has(text))).toEqual([]);
    process.kill('SIGKILL');
    expect(acknowledged.blobs.size).toBeGreaterThan(KILLS);
    expect(acknowledged.deletedMessages.size).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);

async function start(): Promise<Running> {
  const child = fork(PROGRAM, [dir]);
  const [connectionString] = (await once(child, 'message')) as [string];
  const options = { retryOptions: { maxTries: 1 } };
  return {
    process: child,
    blobs: BlobServiceClient.fromConnectionString(connectionString, options).getContainerClient('documents'),
    queue: QueueServiceClient.fromConnectionString(connectionString, options).getQueueClient('work'),
  };
}

/** Four writers at once; the kill follows an acknowledgement, a different one in each round, without a pause. */
async function writeUntilKilled(running: Running, acknowledged: Acknowledged, round: number): Promise<void> {
  const exited = once(running.process, 'exit');
  let left = 4 + round;
  const acknowledge = (note: () => void) => {
    note();
    if (--left === 0) running.process.kill('SIGKILL');
  };
  const writer = async (lane: number) => {
    for (let turn = 0; left > 0; turn++) {
      const name = `${round}-${lane}-${turn}`;
      await (lane < 2 ? writeBlobs : writeMessages)(running, acknowledged, name, acknowledge).catch(
        (error: unknown) => {
          if (left > 0) throw error;
        },
      );
    }
  };
  await Promise.all([0, 1, 2, 3].map(writer));
  await exited;
}

type Acknowledge = (note: () => void) => void;

async function writeBlobs({ blobs }: Running, to: Acknowledged, name: string, acknowledge: Acknowledge) {
  const small = blobs.getBlockBlobClient(`small-${name}`);
  await small.upload(name, name.length);
  acknowledge(() => to.blobs.set(small.name, name));
  const staged = blobs.getBlockBlobClient(`staged-${name}`);
  await staged.stageBlock('AAAA', name, name.length);
  await staged.commitBlockList(['AAAA']);
  acknowledge(() => to.blobs.set(staged.name, name));
  to.blobs.delete(small.name); // from here on it may or may not be there
  await small.delete();
  acknowledge(() => to.deletedBlobs.add(small.name));
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

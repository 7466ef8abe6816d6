import { BlobServiceClient } from '@azure/storage-blob';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startWebhook } from './webhook.ts';
import type { Webhook } from './webhook.ts';

const ROUNDS = 5;
/** Processes start one after the other; on a busy machine that takes its time. */
const TIMEOUT_MS = 120_000;
const PROGRAM = join(import.meta.dirname, 'storage-process.ts');

it(
  'delivers the event of every acknowledged upload, though the process is killed right after the answer',
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'docscore-grid-kill-'));
    const webhook = await startWebhook();
    const acknowledged = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) await uploadAndKill(dir, webhook, acknowledged, round);

    const last = await start(dir, webhook);
    while ([...acknowledged].some((name) => !subjects(webhook).has(name)))
      await webhook.until(webhook.received.length + 1);

    expect(acknowledged.size).toBeGreaterThanOrEqual(ROUNDS);
    await kill(last.process);
    await webhook.close();
    await rm(dir, { recursive: true });
  },
  TIMEOUT_MS,
);

const subjects = ({ received }: Webhook) => new Set(received.map(({ event }) => event.subject.split('/').at(-1) ?? ''));

async function start(dir: string, webhook: Webhook) {
  const child = fork(PROGRAM, [dir, webhook.url]);
  const [connectionString] = (await once(child, 'message')) as [string];
  const client = BlobServiceClient.fromConnectionString(connectionString, { retryOptions: { maxTries: 1 } });
  return { process: child, container: client.getContainerClient('documents') };
}

async function kill(child: ReturnType<typeof fork>): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** In even rounds nobody answers the deliveries; the uploads must not depend on that. */
async function uploadAndKill(dir: string, webhook: Webhook, acknowledged: Set<string>, round: number): Promise<void> {
  if (round % 2 === 0) await webhook.close();
  const { process, container } = await start(dir, webhook);
  await container.createIfNotExists();
  let left = 1 + round;
  const uploads = Array.from({ length: 8 }, async (_, index) => {
    const name = `${round}-${index}`;
    await container.getBlockBlobClient(name).upload(name, name.length);
    acknowledged.add(name);
    if (--left === 0) await kill(process);
  });
  await Promise.allSettled(uploads);
  if (round % 2 === 0) await webhook.listen();
}

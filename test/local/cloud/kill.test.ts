import { BlobServiceClient } from '@azure/storage-blob';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { LocalCloud } from '../../../src/local/cloud/local-cloud.ts';
import { readRunning } from '../../../src/local/cloud/running.ts';
import { writeFixtureApp } from './fixture-app.ts';

const PROGRAM = join(import.meta.dirname, 'cloud-process.ts');

it('takes its workers with it when it is killed, and starts again on the same folder with what it had', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'docscore-cloud-kill-'));
  const [appDir, dir] = [join(parent, 'app'), join(parent, '.docscore')];
  await writeFixtureApp(appDir);
  const witness = createServer().listen(0, '127.0.0.1');
  await once(witness, 'listening');
  const { port } = witness.address() as AddressInfo;
  const start = async () => {
    const arrival = once(witness, 'connection');
    const child = fork(PROGRAM, [appDir, dir, String(port)]);
    const [cloud] = (await once(child, 'message')) as [Pick<LocalCloud, 'connectionStrings' | 'url'>];
    const [worker] = (await arrival) as [Socket];
    return { child, worker: worker.on('error', () => undefined), cloud };
  };
  const documents = ({ cloud }: Awaited<ReturnType<typeof start>>) =>
    BlobServiceClient.fromConnectionString(cloud.connectionStrings.Storage).getContainerClient('documents');

  const first = await start();
  await documents(first).getBlockBlobClient('a.pdf').upload('x', 1);
  const workerEnded = once(first.worker, 'close');
  first.child.kill('SIGKILL');
  await workerEnded;
  expect(await readRunning(dir)).toBeUndefined();

  const second = await start();
  expect(await documents(second).getBlobClient('a.pdf').exists()).toBe(true);
  expect(await readRunning(dir)).toMatchObject({ pid: second.child.pid, url: second.cloud.url });

  const ended = once(second.worker, 'close');
  second.child.kill('SIGKILL');
  await ended;
  witness.close();
  await rm(parent, { recursive: true });
});

import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { QueueServiceClient } from '@azure/storage-queue';
import { expect, it, onTestFinished } from 'vitest';
import { startAzurite } from '../../../src/local/azurite/azurite.ts';
import type { Signals } from '../../../src/local/service.ts';
import { imports, startApp, writeApp } from './an-app.ts';

/** A way to a port on which answers can be held back. */
async function slowWay(port: number) {
  const held: (() => void)[] = [];
  let isHolding = false;
  const server = createServer((client) => {
    const service = connect(port, '127.0.0.1');
    client.pipe(service);
    service.on('data', (bytes) => {
      if (isHolding) held.push(() => void client.write(bytes));
      else client.write(bytes);
    });
    for (const end of [client, service])
      end
        .on('error', () => undefined)
        .once('close', () => {
          client.destroy();
          service.destroy();
        });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return {
    port: (server.address() as { port: number }).port,
    hold: () => void (isHolding = true),
    letGo() {
      isHolding = false;
      for (const go of held) go();
    },
  };
}

const files = (name: string) => ({
  'host.json': { version: '2.0', extensions: { queues: { messageEncoding: 'none', maxPollingInterval: '00:00:01' } } },
  'index.mjs': `${imports}
app.storageQueue('work', { queueName: 'work', connection: 'Storage', handler: (message, context) => context.log('${name} got ' + message + ' at try ' + context.triggerMetadata.dequeueCount) });`,
});

it('hands on a message that the package before was given while it went', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'deploy-queue-'));
  const signals: Signals = new EventEmitter();
  const azurite = await startAzurite({ dir, blobPort: 0, queuePort: 0, signals });
  const queue = QueueServiceClient.fromConnectionString(azurite.connectionString).getQueueClient('work');
  await queue.create();
  const way = await slowWay(azurite.queuePort);
  const Storage = azurite.connectionString.replace(`:${azurite.queuePort}/`, `:${way.port}/`);
  const app = await startApp(files('one'), { signals, settings: { Storage } });
  onTestFinished(async () => {
    await app.stop();
    await azurite.stop();
    await rm(dir, { recursive: true });
  });

  way.hold();
  await queue.sendMessage('the job');
  const isTaken = async () => (await queue.peekMessages()).peekedMessageItems.length === 0;
  await expect.poll(isTaken, { timeout: 30_000 }).toBe(true);
  await app.host.deploy({ appDir: writeApp(files('two')) });
  way.letGo();

  await app.said('two got the job at try 2');
  expect(app.lines.filter(({ message }) => message.startsWith('one got'))).toEqual([]);
});

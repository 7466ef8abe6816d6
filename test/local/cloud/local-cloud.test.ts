import { CosmosClient } from '@azure/cosmos';
import { EventHubProducerClient } from '@azure/event-hubs';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { EventEmitter, on, once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLocalCloud } from '../../../src/local/cloud/local-cloud.ts';
import type { LocalCloud } from '../../../src/local/cloud/local-cloud.ts';
import type { LocalCloudOptions } from '../../../src/local/cloud/options.ts';
import { readRunning } from '../../../src/local/cloud/running.ts';
import type { HostLog } from '../../../src/local/functions-host/host-log.ts';
import { writeFixtureApp } from './fixture-app.ts';

let parent: string;
let dir: string;
let appDir: string;
let lines: EventEmitter<{ line: [HostLog] }>;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'docscore-cloud-'));
  appDir = join(parent, 'app');
  await writeFixtureApp(appDir);
});
afterAll(() => rm(parent, { recursive: true }));
beforeEach(async () => {
  dir = join(await mkdtemp(join(parent, 'state-')), '.docscore');
  lines = new EventEmitter();
});

const start = (options: Partial<LocalCloudOptions> = {}) =>
  startLocalCloud({ appDir, dir, portZero: true, log: (line) => lines.emit('line', line), ...options });

/** Resolves when the app, or the host, says this. Ask before causing it. */
async function said(text: string): Promise<void> {
  for await (const [line] of on(lines as EventEmitter, 'line') as AsyncIterable<[HostLog]>)
    if (line.message.includes(text)) return;
}

async function upload(cloud: LocalCloud, name: string): Promise<void> {
  const client = BlobServiceClient.fromConnectionString(cloud.connectionStrings.Storage);
  await client.getContainerClient('documents').getBlockBlobClient(name).upload('x', 1);
}

async function refuses(port: number): Promise<boolean> {
  const [error] = (await once(connect(port, '127.0.0.1'), 'error')) as [NodeJS.ErrnoException];
  return error.code === 'ECONNREFUSED';
}

describe('a running cloud', () => {
  let cloud: LocalCloud;
  const steps: string[] = [];
  beforeEach(async () => {
    cloud = await start({ settings: { SWEEP_SCHEDULE: '0 0 * * * *' }, onStep: (name) => steps.push(name) });
  });
  afterEach(() => cloud.stop());

  it('takes an upload to the function and wakes queue functions', async () => {
    const received = said('received a.pdf');
    await upload(cloud, 'a.pdf');
    await received;

    const queued = said('queued job');
    await QueueServiceClient.fromConnectionString(cloud.connectionStrings.Storage)
      .getQueueClient('ocr')
      .sendMessage('job');
    await queued;
    expect([...steps].sort()).toEqual(['azurite', 'cosmos', 'event-hubs', 'functions']);
  });

  it('gives the app its connection strings and settings, and asks for its key', async () => {
    const url = `${cloud.url}/settings`;
    expect((await fetch(url)).status).toBe(401);

    const response = await fetch(url, { headers: { 'x-functions-key': cloud.functionKey } });

    expect(await response.json()).toMatchObject({ ...cloud.connectionStrings, SWEEP_SCHEDULE: '0 0 * * * *' });
  });

  it('holds the resources of the description', async () => {
    const storage = BlobServiceClient.fromConnectionString(cloud.connectionStrings.Storage);
    const containers: string[] = [];
    for await (const { name } of storage.listContainers()) containers.push(name);
    expect(containers).toEqual(['artifacts', 'deadletter', 'documents', 'models', 'releases', 'training']);

    const cosmos = new CosmosClient(cloud.connectionStrings.Cosmos).database('docscore');
    const { resource } = await cosmos.container('documents').items.create({ id: '1', documentId: 'd' });
    expect(resource).toMatchObject({ documentId: 'd' });
    cosmos.client.dispose();

    const hub = new EventHubProducerClient(cloud.connectionStrings.Events, 'predictions');
    expect((await hub.getEventHubProperties()).partitionIds).toHaveLength(4);
    await hub.close();
  });

  it('says in a file that only its owner may read where it is, and refuses a second start', async () => {
    const running = await readRunning(dir);
    expect(running).toMatchObject({
      pid: process.pid,
      url: cloud.url,
      ports: cloud.ports,
      connectionStrings: cloud.connectionStrings,
      keys: { default: cloud.functionKey },
    });
    expect((await stat(join(dir, 'running.json'))).mode & 0o777).toBe(0o600);

    await expect(start()).rejects.toMatchObject({ code: 'already-running', pid: process.pid, url: cloud.url });
    expect(JSON.parse(await readFile(join(dir, 'running.json'), 'utf8'))).toEqual(running);
  });

  it('delivers what was uploaded while the host was stopped as soon as it is back', async () => {
    const received = said('received late.pdf');
    await cloud.host.stop();
    await upload(cloud, 'late.pdf');
    await cloud.host.start();

    await received;
  });

  it('goes on after each of its stores was away', async () => {
    for (const service of [cloud.azurite, cloud.cosmos, cloud.eventHubs, cloud.eventGrid]) {
      await service.stop();
      await service.start();
    }
    const received = said('received after.pdf');
    await upload(cloud, 'after.pdf');
    await received;
  });
});

it('leaves nothing behind at stop, and finds everything at the next start', async () => {
  const first = await start();
  const stored = said('received kept.pdf');
  await upload(first, 'kept.pdf');
  await stored;
  await first.stop();

  expect(await Promise.all(Object.values(first.ports).map(refuses))).not.toContain(false);
  expect(first.host.workerPids()).toEqual([]);
  expect(await readRunning(dir)).toBeUndefined();
  const second = await start();
  const container = BlobServiceClient.fromConnectionString(second.connectionStrings.Storage).getContainerClient(
    'documents',
  );
  expect(await container.getBlobClient('kept.pdf').exists()).toBe(true);
  expect(second.functionKey).toBe(first.functionKey);
  await second.stop();
});

it('moves a taken port and says so', async () => {
  const rival = createServer().listen(0, '127.0.0.1');
  await once(rival, 'listening');
  const { port } = rival.address() as { port: number };
  const moved = said(`Port ${port} is taken: cosmos listens on`);

  const cloud = await start({ ports: { cosmos: port } });

  await moved;
  expect(cloud.ports.cosmos).toBeGreaterThan(port);
  await cloud.stop();
  rival.close();
});

it('stops what it had started when the app cannot be loaded, and gives the folder back', async () => {
  const broken = join(parent, 'broken');
  await writeFixtureApp(broken, 'throw new Error("no model here");');

  await expect(start({ appDir: broken })).rejects.toThrow('no model here');

  const cloud = await start();
  await cloud.stop();
});

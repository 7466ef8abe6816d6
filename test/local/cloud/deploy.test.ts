import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalCloud } from '../../../src/local/cloud/local-cloud.ts';
import { startLocalCloud } from '../../../src/local/cloud/local-cloud.ts';
import { steadyLoad } from '../steady-load.ts';
import { calls } from './calls.ts';
import { writeFixtureApp } from './fixture-app.ts';

/** Blob → Event Grid → queue → Cosmos item → change feed → hub → function: all that a package has to hand over. */
const program = (name: string) => `
import { app, output } from '@azure/functions';
const soon = () => new Promise((resolve) => setTimeout(resolve, 30));
const Cosmos = { connection: 'Cosmos', databaseName: 'docscore', containerName: 'documents' };
app.http('who', { route: 'who', authLevel: 'anonymous', handler: () => ({ body: '${name}' }) });
app.eventGrid('receive-document', {
  return: output.storageQueue({ connection: 'Storage', queueName: 'ocr' }),
  handler: (event) => event.subject.split('/').at(-1),
});
app.storageQueue('ocr-document', {
  connection: 'Storage', queueName: 'ocr', return: output.cosmosDB(Cosmos),
  handler: async (id) => { await soon(); return { id: String(id), documentId: String(id) }; },
});
app.cosmosDB('publish-prediction', {
  ...Cosmos, leaseContainerName: 'leases', maxItemsPerInvocation: 3,
  return: output.eventHub({ connection: 'Events', eventHubName: 'predictions' }),
  handler: async (items) => { await soon(); return items.map(({ id }) => id); },
});
app.eventHub('hear', {
  connection: 'Events', eventHubName: 'predictions', cardinality: 'many',
  handler: (ids, context) => { for (const id of ids) context.log('heard ' + id + ' by ${name}'); },
});
app.timer('sweep', { schedule: '* * * * * *', handler: (_, context) => context.log('swept by ${name}') });
`;

const triggers = ['receive-document', 'ocr-document', 'publish-prediction', 'hear', 'sweep'];
const allDisabled = Object.fromEntries(triggers.map((name) => [`AzureWebJobs.${name}.Disabled`, 'true']));

let parent: string;
const packages: Record<string, string> = {};
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'docscore-deploy-'));
  for (const name of ['one', 'two']) await writeFixtureApp((packages[name] = join(parent, name)), program(name));
  await writeFixtureApp((packages['broken'] = join(parent, 'broken')), 'throw new Error("no model here");');
});
afterAll(() => rm(parent, { recursive: true }));

const folderOf = (name: string) => packages[name] ?? '';

describe('a cloud with a package', () => {
  let cloud: LocalCloud;
  const seen = calls();
  beforeAll(async () => {
    const dir = join(parent, '.docscore');
    cloud = await startLocalCloud({
      appDir: folderOf('one'),
      dir,
      portZero: true,
      control: true,
      log: (line) => seen.log(line),
    });
  });
  afterAll(() => cloud.stop());

  const upload = (name: string) =>
    BlobServiceClient.fromConnectionString(cloud.connectionStrings.Storage)
      .getContainerClient('documents')
      .getBlockBlobClient(name)
      .upload('x', 1);

  it('takes another package and the first again under load: no request fails, no document is lost, none is consumed twice at once', async () => {
    const load = steadyLoad(cloud.url, '/who');
    const uploaded: string[] = [];
    const feed = async (name: string) => {
      for (let number = 0; number < 12; number++) {
        await upload(`${name}-${number}`);
        uploaded.push(`${name}-${number}`);
      }
    };
    await load.until('one');
    const feeding = [feed('first')];
    await seen.said('heard first-');

    await cloud.deploy('live', { appDir: folderOf('two') });
    feeding.push(feed('second'));
    await load.until('two');
    await seen.said('by two');
    await cloud.deploy('live', { appDir: folderOf('one') });
    await feed('third');
    await Promise.all(feeding);
    for (const name of uploaded) await seen.said(`heard ${name} by`);
    const { failures, answers, connections } = await load.end();

    expect({ failures, connections }).toEqual({ failures: [], connections: 4 });
    expect([...answers.keys()].sort()).toEqual(['one', 'two']);
    expect(seen.failed()).toEqual([]);
    expect(seen.atOnce('publish-prediction')).toBe(1);
    expect(seen.atOnce('sweep')).toBe(1);
  });

  it('refuses a package that cannot run: all goes on, and the reason is told', async () => {
    await expect(cloud.deploy('live', { appDir: folderOf('broken') })).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('no model here') as string,
    });

    await upload('after.pdf');
    await seen.said('heard after.pdf by one');
    expect(cloud.apps()).toMatchObject([{ name: 'live', appDir: folderOf('one'), state: 'Running' }]);
  });

  it('takes nothing while it is stopped, and what waited as soon as it is started', async () => {
    await cloud.stopApp('live');
    const from = seen.count();
    const queue = QueueServiceClient.fromConnectionString(cloud.connectionStrings.Storage).getQueueClient('ocr');
    await queue.sendMessage('waiting');
    const refused = await fetch(`${cloud.url}/who`);
    const meanwhile = seen.messages(from);

    await cloud.startApp('live');
    await seen.said('heard waiting by one');

    expect(refused.status).toBe(403);
    expect(meanwhile).toEqual([]);
  });

  it('has a candidate beside it that serves at its own address, with keys of its own, and consumes nothing', async () => {
    const from = seen.count();
    const candidate = await cloud.deploy('candidate', { appDir: folderOf('two'), settings: allDisabled });
    await upload('for-live.pdf');
    await seen.said('heard for-live.pdf by one');
    await seen.said('swept by one', seen.count());

    expect(await (await fetch(`${candidate.url}/who`)).text()).toBe('two');
    expect(candidate.keys.default).not.toBe(cloud.functionKey);
    expect(candidate.functions.filter(({ disabled }) => disabled).map(({ name }) => name)).toEqual(triggers);
    expect(seen.messages(from).filter((message) => message.includes('by two'))).toEqual([]);

    await cloud.remove('candidate');
    await expect(fetch(`${candidate.url}/who`)).rejects.toThrow();
    expect(cloud.apps().map(({ name }) => name)).toEqual(['live']);
    const again = await cloud.deploy('candidate', { appDir: folderOf('one'), settings: allDisabled });
    expect(again).toMatchObject({ url: candidate.url, keys: candidate.keys });
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { docscoreResources } from '../../../src/local/cloud/docscore-resources.ts';
import { startLocalCloud, type LocalCloud } from '../../../src/local/cloud/local-cloud.ts';
import type { DeliveryNote } from '../../../src/local/event-grid/delivery.ts';
import { writeFixtureApp } from './fixture-app.ts';

const program = `
import { app } from '@azure/functions';
app.eventGrid('receive-document', { handler: () => { throw new Error('not today'); } });
`;

let dir: string;
let cloud: LocalCloud;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'docscore-attempts-'));
  await writeFixtureApp(join(dir, 'app'), program);
  const resources = docscoreResources({ maxDeliveryAttempts: 3 });
  cloud = await startLocalCloud({
    appDir: join(dir, 'app'),
    dir: join(dir, 'state'),
    portZero: true,
    control: true,
    resources,
  });
});
afterAll(async () => {
  await cloud.stop();
  await rm(dir, { recursive: true });
});

/** The kinds of what becomes of deliveries, up to and with the one that is asked for; the clock moves on whenever one waits. */
async function until(end: DeliveryNote['kind']): Promise<DeliveryNote['kind'][]> {
  const seen: DeliveryNote['kind'][] = [];
  const { promise, resolve } = Promise.withResolvers<DeliveryNote['kind'][]>();
  cloud.eventGrid.notes.on('note', ({ kind }) => {
    seen.push(kind);
    if (kind === end) resolve(seen);
    else void advance();
  });
  return promise;
}

async function advance(): Promise<void> {
  await fetch(`${cloud.controlUrl ?? ''}/clock`, { method: 'POST', body: JSON.stringify({ advanceMs: 600_000 }) });
}

it('tries three times and no more when events.bicep says three, then writes the dead letter', async () => {
  const storage = BlobServiceClient.fromConnectionString(cloud.connectionStrings.Storage);
  const told = until('dead-lettered');
  await storage.getContainerClient('documents').getBlockBlobClient('a.pdf').upload('x', 1);

  const kinds = await told;
  const letters = [];
  for await (const { name } of storage.getContainerClient('deadletter').listBlobsFlat()) letters.push(name);
  const [letter = ''] = letters;
  const text = await storage.getContainerClient('deadletter').getBlobClient(letter).downloadToBuffer();

  expect(kinds).toEqual(['retry', 'retry', 'undeliverable', 'dead-lettered']);
  expect(letters).toHaveLength(1);
  expect(JSON.parse(String(text))).toMatchObject([
    {
      deadLetterReason: 'MaxDeliveryAttemptsExceeded',
      deliveryAttempts: 3,
      subject: '/blobServices/default/containers/documents/blobs/a.pdf',
    },
  ]);
});

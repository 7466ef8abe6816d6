import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { startLocal } from '../target.ts';

const folder = await mkdtemp(join(tmpdir(), 'samples-'));
const resources = {
  blobContainers: ['receipts'],
  cosmosContainers: [{ database: 'shop', id: 'orders', partitionKey: '/id' }],
  eventHubs: [{ name: 'placed', partitions: 2 }],
  eventSubscriptions: [
    { name: 'receipts', destination: { endpointType: 'AzureFunction', functionName: 'eventGridTrigger1' } },
  ],
};
await writeFile(join(folder, 'resources.json'), JSON.stringify(resources));
const host = await startLocal([
  '--only=storage,cosmos,event-hubs,functions',
  `--app=${join(import.meta.dirname, 'samples')}`,
  `--resources=${join(folder, 'resources.json')}`,
  '--setting=CosmosDBConnection={cosmos}',
  '--setting=EventHubConnection={eventHubs}',
]);
const { url } = host.addresses.functions;
afterAll(async () => {
  await host.end();
  await rm(folder, { recursive: true, force: true });
});

/** What the host has printed, as soon as it fits. */
async function said(pattern: RegExp): Promise<string> {
  for (;;) {
    const found = pattern.exec(host.said.join(''))?.[0];
    if (found !== undefined) return found;
    await once(host.child.stderr, 'data');
  }
}

describe(page('azure-functions/functions-reference-node'), () => {
  it('serves the HTTP function of the sample', async () => {
    expect(await (await fetch(`${url}/api/httpTrigger1?name=Azure`)).text()).toBe('Hello, Azure!');
    expect(await (await fetch(`${url}/api/httpTrigger1`, { method: 'POST', body: 'you' })).text()).toBe('Hello, you!');
  });

  it('carries an order through HTTP, queue, Cosmos DB, Event Hubs, blob and Event Grid', async () => {
    const response = await fetch(`${url}/api/orders`, {
      method: 'POST',
      body: JSON.stringify({ id: 'order-1', n: 2 }),
    });

    expect(await response.json()).toEqual({ accepted: 'order-1' });
    await said(/Storage queue function processed work item: order-1/);
    await said(/Cosmos DB function processed 1 documents/);
    await said(/Event hub function processed message: order-1 placed/);
    const subject = await said(/Event grid function processed event: Microsoft\.Storage\.BlobCreated .*\.json/);
    const name = subject.split('/').at(-1) ?? '';
    const receipts = BlobServiceClient.fromConnectionString(host.addresses.storage).getContainerClient('receipts');
    expect(JSON.parse((await receipts.getBlobClient(name).downloadToBuffer()).toString())).toEqual([
      { id: 'order-1', state: 'placed' },
    ]);
  });

  it('fires the timer of the sample by the schedule in its settings', async () => {
    await said(/Timer function processed request, past due: false/);
  });

  it('says why each of the six ran', async () => {
    for (const reason of [
      /'Functions\.httpTrigger1' \(Reason='This function was programmatically called via the host APIs\.'/,
      /'Functions\.storageQueueTrigger1' \(Reason='New queue message detected on 'orders'\.'/,
      /Trigger Details: MessageId: [0-9a-f-]{36}, DequeueCount: 1, InsertedOn: \d{4}-\d\d-\d\dT[\d:]+\+00:00/,
      /'Functions\.cosmosDBTrigger1' \(Reason='New changes on container orders at \d{4}-/,
      /'Functions\.eventHubTrigger1' \(Reason='\(null\)'/,
      /Trigger Details: PartitionId: [01], Offset: \S+-\S+, EnqueueTimeUtc: \S+, SequenceNumber: 0-0, Count: 1/,
      /'Functions\.eventGridTrigger1' \(Reason='EventGrid trigger fired at \d{4}-/,
      /'Functions\.timerTrigger1' \(Reason='Timer fired at \d{4}-/,
    ])
      await said(reason);
  });
});

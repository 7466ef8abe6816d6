import { BlobServiceClient } from '@azure/storage-blob';
import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { startGrid } from './grid.ts';
import { startReceiver } from './receiver.ts';

const documents = { topic: 'storage', filter: { subjectBeginsWith: '/blobServices/default/containers/documents/' } };
const asCloud = { eventDeliverySchema: 'CloudEventSchemaV1_0' };
const under = (name: string) => ({ filter: { subjectBeginsWith: `/${name}/` } });
const mappings = [
  { name: 'X-Static', type: 'Static', properties: { value: 'fixed', isSecret: false } },
  { name: 'X-Channel', type: 'Dynamic', properties: { sourceField: 'data.system' } },
  { name: 'X-Nothing', type: 'Dynamic', properties: { sourceField: 'data.absent' } },
];

const receiver = await startReceiver();
const grid = await startGrid(
  {
    plain: under('plain'),
    'as-cloud': { ...asCloud, ...under('as-cloud') },
    'cloud-default': { topic: 'cloud-orders' },
    headers: { ...under('headers'), destination: { deliveryAttributeMappings: mappings } },
    batched: { ...under('batched'), destination: { maxEventsPerBatch: 3 } },
    'cloud-batched': { ...asCloud, ...under('cloud-batched'), destination: { maxEventsPerBatch: 10 } },
    'batched-kb': { ...under('batched-kb'), destination: { maxEventsPerBatch: 100, preferredBatchSizeInKilobytes: 1 } },
    blobs: documents,
    'cloud-blobs': { ...documents, ...asCloud },
  },
  receiver,
);
const container = BlobServiceClient.fromConnectionString(grid.storage).getContainerClient('documents');

describe(page('event-grid/receive-events'), () => {
  it('posts an array of one event with its headers', async () => {
    const id = await grid.publish({ subject: '/plain/1', dataVersion: '2.5', data: { total: 3 } });
    const [delivered] = await receiver.until('plain', 1);

    expect(delivered?.method).toBe('POST');
    expect(JSON.parse(delivered?.body ?? '')).toHaveLength(1);
    expect(delivered?.events).toMatchObject([{ id, eventType: 'Shop.Ordered', data: { total: 3 } }]);
    expect(delivered?.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'aeg-event-type': 'Notification',
      'aeg-subscription-name': 'PLAIN',
      'aeg-delivery-count': '0',
      'aeg-data-version': '2.5',
      'aeg-metadata-version': '1',
      'aeg-output-event-id': id,
    });
  });

  it('names the spec version for CloudEvents, and no data version', async () => {
    await grid.publish({ subject: '/as-cloud/headers' });
    const { headers } = (await receiver.until('as-cloud', 1))[0] ?? { headers: {} };

    expect(headers).toMatchObject({ 'aeg-metadata-version': '1.0', 'aeg-event-type': 'Notification' });
    expect(headers).not.toHaveProperty('aeg-data-version');
  });
});

describe(page('event-grid/cloud-event-schema'), () => {
  it('delivers an event of Event Grid’s schema as a CloudEvent', async () => {
    const before = receiver.at('as-cloud').length;
    const eventTime = new Date('2026-01-05T07:00:00Z');
    const id = await grid.publish({ subject: '/as-cloud/1', eventTime, data: { total: 3 } });
    const delivered = (await receiver.until('as-cloud', before + 1)).at(-1);

    expect(delivered?.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(JSON.parse(delivered?.body ?? '')).toEqual({
      id,
      source: expect.stringMatching(/\/topics\/orders$/) as string,
      type: 'Shop.Ordered',
      subject: '/as-cloud/1',
      time: '2026-01-05T07:00:00.000Z',
      data: { total: 3 },
      specversion: '1.0',
    });
  });

  it('delivers CloudEvents as they came unless told otherwise', async () => {
    const id = await grid.publishCloud({ data: { total: 3 }, extensionAttributes: { tenant: 'north' } });
    const [delivered] = await receiver.until('cloud-default', 1);

    expect(JSON.parse(delivered?.body ?? '')).toMatchObject({
      id,
      source: '/shop',
      tenant: 'north',
      data: { total: 3 },
    });
  });

  it('delivers a blob’s event as a CloudEvent whose source is the storage account', async () => {
    await container.getBlockBlobClient('cloud.txt').upload('x', 1);
    const [delivered] = await receiver.until('cloud-blobs', 1);

    expect(JSON.parse(delivered?.body ?? '')).toMatchObject({
      source: expect.stringMatching(/\/Microsoft\.Storage\/storageAccounts\/\w+$/) as string,
      type: 'Microsoft.Storage.BlobCreated',
      subject: '/blobServices/default/containers/documents/blobs/cloud.txt',
      specversion: '1.0',
      data: { api: 'PutBlob', contentLength: 1 },
    });
  });
});

describe(page('event-grid/event-schema-blob-storage'), () => {
  it('tells of a blob that was made and of one that was deleted', async () => {
    const before = receiver.at('blobs').length;
    const blob = container.getBlockBlobClient('a.txt');
    const { etag } = await blob.upload('hello', 5, { blobHTTPHeaders: { blobContentType: 'text/plain' } });
    await receiver.until('blobs', before + 1);
    await blob.delete();
    const [made, deleted] = (await receiver.until('blobs', before + 2)).slice(before).flatMap(({ events }) => events);

    expect(made).toMatchObject({
      eventType: 'Microsoft.Storage.BlobCreated',
      subject: '/blobServices/default/containers/documents/blobs/a.txt',
      data: {
        api: 'PutBlob',
        eTag: etag?.replaceAll('"', ''),
        contentType: 'text/plain',
        contentLength: 5,
        url: blob.url,
      },
      dataVersion: '',
      metadataVersion: '1',
    });
    expect(deleted).toMatchObject({
      eventType: 'Microsoft.Storage.BlobDeleted',
      data: { api: 'DeleteBlob', url: blob.url },
    });
  });
});

describe(page('event-grid/delivery-properties'), () => {
  it('adds the subscription’s own headers, fixed ones and those with a value of the event', async () => {
    await grid.publish({ subject: '/headers/1', data: { system: 'till 7' } });
    const { headers } = (await receiver.until('headers', 1))[0] ?? { headers: {} };

    expect(headers).toMatchObject({ 'x-static': 'fixed', 'x-channel': 'till 7' });
    expect(headers).not.toHaveProperty('x-nothing');
  });
});

describe(`${page('event-grid/delivery-and-retry')}: output batching`, () => {
  /** Largest first: requests that are sent at the same time arrive in any order. */
  const sizes = (path: string) =>
    receiver
      .at(path)
      .map(({ events }) => events.length)
      .sort((a, b) => b - a);
  const publishMany = (subject: string, count: number, data: unknown = {}) =>
    grid.publishMany(Array.from({ length: count }, () => ({ subject, data })));

  it('never sends more events at once than the subscription allows', async () => {
    await publishMany('/batched/1', 7);
    await receiver.until('batched', 3);

    expect(sizes('batched')).toEqual([3, 3, 1]);
  });

  it('keeps to the preferred size, but sends a larger event alone', async () => {
    await publishMany('/batched-kb/1', 3, { text: 'x'.repeat(100) }); // some 430 bytes each
    await receiver.until('batched-kb', 2);
    await publishMany('/batched-kb/1', 2, { text: 'x'.repeat(2000) });
    const delivered = await receiver.until('batched-kb', 4);

    expect(sizes('batched-kb')).toEqual([2, 1, 1, 1]);
    expect(delivered.slice(2).map(({ events }) => events.length)).toEqual([1, 1]);
  });

  it('sends CloudEvents together as a batch of their kind', async () => {
    await publishMany('/cloud-batched/1', 4);
    const [delivered] = await receiver.until('cloud-batched', 1);

    expect(delivered?.headers['content-type']).toBe('application/cloudevents-batch+json; charset=utf-8');
    expect(sizes('cloud-batched')).toEqual([4]);
  });
});

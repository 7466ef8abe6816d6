import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { target } from '../target.ts';
import { of, openWitness, type Report } from './witness.ts';

const app = join(import.meta.dirname, 'app-triggers');

const witness = await openWitness();
const { storage, functions } = await target([
  '--only=storage,functions',
  `--app=${app}`,
  `--resources=${join(app, 'resources.json')}`,
  `--setting=WITNESS=${witness.url}`,
  '--setting=FAILING_QUEUE=failing',
  '--setting=YEARLY=0 0 0 1 1 *',
]);

let count = 0;
const anEvent = (data: unknown = {}) => ({
  id: `e${++count}`,
  topic: '/subscriptions/s/topics/t',
  subject: '/things/1',
  eventType: 'Thing.Changed',
  eventTime: '2026-01-01T00:00:00Z',
  data,
  dataVersion: '1',
  metadataVersion: '1',
});

/** What Event Grid does to deliver. */
function deliver(
  body: unknown,
  { functionName = 'grid', kind = 'Notification' }: { functionName?: string; kind?: string | null } = {},
) {
  return fetch(`${functions.url}/runtime/webhooks/eventgrid?functionName=${functionName}&code=${functions.masterKey}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(kind !== null && { 'aeg-event-type': kind }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const gave = (name: string, id: string) => (report: Report) =>
  of(name)(report) && (report['event'] as { id?: string }).id === id;

describe(page('azure-functions/functions-bindings-event-grid-trigger'), () => {
  it('gives each event of a delivery to a call of its own, its data as metadata, and answers 202', async () => {
    const events = [anEvent({ Url: 'u', n: 1 }), anEvent()];

    const response = await deliver(events);

    expect(response.status).toBe(202);
    const [first] = await witness.seen(gave('grid', events[0]?.id ?? ''));
    expect(first?.['event']).toEqual(events[0]);
    expect((first?.['metadata'] as { data: unknown }).data).toEqual({ url: 'u', n: 1 });
    await witness.seen(gave('grid', events[1]?.id ?? ''));
  });

  it('gives a CloudEvent as it is', async () => {
    const event = { specversion: '1.0', id: 'cloud-1', source: '/s', type: 't', data: { n: 1 } };

    expect((await deliver(event)).status).toBe(202);

    expect(await witness.seen(gave('grid', 'cloud-1'))).toMatchObject([{ event }]);
  });

  it('is called for a blob that was written', async () => {
    const container = BlobServiceClient.fromConnectionString(storage).getContainerClient('uploads');
    await container.getBlockBlobClient('a/b.txt').upload('text', 4);

    const [report] = await witness.seen(of('uploaded'));

    expect(report?.['event']).toMatchObject({
      eventType: 'Microsoft.Storage.BlobCreated',
      subject: '/blobServices/default/containers/uploads/blobs/a/b.txt',
    });
  });
});

describe(source('Azure/azure-sdk-for-net/sdk/eventgrid/Microsoft.Azure.WebJobs.Extensions.EventGrid'), () => {
  it('answers 500 for a whole delivery of which one call failed, after all were made', async () => {
    const events = [anEvent(), anEvent({ bad: true }), anEvent()];
    witness.answer('grid', ({ event }) => ((event as { data: { bad?: boolean } }).data.bad ? 500 : 200));

    const response = await deliver(events);

    expect(response.status).toBe(500);
    for (const { id } of events) expect(witness.reports.filter(gave('grid', id))).toHaveLength(1);
  });

  it('gives a function with cardinality many the delivery at once', async () => {
    const events = [anEvent(), anEvent()];

    expect((await deliver(events, { functionName: 'gridBatch' })).status).toBe(202);

    expect(await witness.seen(of('gridBatch'))).toMatchObject([{ event: events }]);
  });

  it('answers 404 for a function that there is not, or that has another trigger', async () => {
    expect((await deliver([anEvent()], { functionName: 'nobody' })).status).toBe(404);
    expect((await deliver([anEvent()], { functionName: 'work' })).status).toBe(404);
  });

  it('answers 400 for a request without aeg-event-type, or whose body is not JSON', async () => {
    expect((await deliver([anEvent()], { kind: null })).status).toBe(400);
    expect((await deliver('{"id":')).status).toBe(400);
  });

  it('answers the handshake with the code that it was sent, and an end of the subscription with 202', async () => {
    const hello = {
      ...anEvent({ validationCode: 'c-1' }),
      eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent',
    };

    const response = await deliver([hello], { kind: 'SubscriptionValidation' });

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ validationResponse: 'c-1' });
    expect((await deliver([], { kind: 'Unsubscribe' })).status).toBe(202);
    expect(witness.reports.filter(gave('grid', hello.id))).toEqual([]);
  });
});

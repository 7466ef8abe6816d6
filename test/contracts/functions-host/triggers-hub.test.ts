import { join } from 'node:path';
import { EventHubProducerClient } from '@azure/event-hubs';
import { BlobServiceClient } from '@azure/storage-blob';
import { describe, expect, it, onTestFinished } from 'vitest';
import { page, source } from '../page.ts';
import { target } from '../target.ts';
import { of, openWitness, type Report } from './witness.ts';

const app = join(import.meta.dirname, 'app-triggers');

const witness = await openWitness();
const connections = await target([
  '--only=storage,event-hubs,functions',
  `--app=${app}`,
  `--resources=${join(app, 'resources.json')}`,
  `--setting=WITNESS=${witness.url}`,
  '--setting=FAILING_QUEUE=failing',
  '--setting=YEARLY=0 0 0 1 1 *',
]);

type Event = { body: unknown; properties?: Record<string, string> };

async function send(hub: string, events: Event[], options: { partitionKey?: string; partitionId?: string } = {}) {
  const producer = new EventHubProducerClient(connections.eventHubs, hub);
  onTestFinished(() => producer.close());
  await producer.sendBatch(events, options);
}

const messages = (report: Report | undefined) => report?.['messages'] as unknown[];
const metadata = (report: Report | undefined) => report?.['metadata'] as Record<string, unknown>;
const all = (reports: Report[]) => reports.flatMap(messages);

describe(page('azure-functions/functions-bindings-event-hubs-trigger'), () => {
  it('gives one event per call unless cardinality says many, in the order of the partition', async () => {
    await send('ones', [{ body: 'first' }, { body: { n: 2 } }, { body: 'third' }]);

    const reports = await witness.seen(of('one'), 3);

    expect(reports.map(({ messages: message }) => message)).toEqual(['first', { n: 2 }, 'third']);
  });

  it('gives the bytes of an event as a Buffer with dataType binary, and to each consumer group its own copy', async () => {
    await send('many', [{ body: Buffer.from([0xff, 0x41]) }, { body: 'text' }], { partitionKey: 'k' });

    await witness.seen((report) => of('binary')(report) && messages(report).length > 0);
    const binary = all(await witness.seen(of('binary')));
    expect(binary.slice(0, 1)).toEqual([{ buffer: '\u00ffA' }]);
    const texts = await witness.seen((report) => of('many')(report) && messages(report).includes('text'));
    expect(texts).toHaveLength(1);
  });
});

describe(page('azure-functions/functions-bindings-event-hubs#host-json'), () => {
  it('gives no more than maxEventBatchSize events to a call', async () => {
    const events = Array.from({ length: 12 }, (_, n) => ({ body: `e${n}` }));
    await send('many', events, { partitionId: '1' });

    const isOurs = (report: Report) => of('many')(report) && messages(report).some((body) => /^e\d/.test(String(body)));
    const until = async (count: number): Promise<Report[]> => {
      const reports = await witness.seen(isOurs, count);
      return all(reports).length < 12 ? until(count + 1) : reports;
    };
    const reports = await until(1);

    expect(all(reports)).toEqual(events.map(({ body }) => body));
    expect(Math.max(...reports.map((report) => messages(report).length))).toBeLessThanOrEqual(5);
  });
});

describe(source('Azure/azure-sdk-for-net/sdk/eventhub/…/EventHubTriggerBindingStrategy.cs'), () => {
  it('tells of one event where it was and what came with it', async () => {
    await send('ones', [{ body: 'told', properties: { color: 'red' } }], { partitionKey: 'key-1' });

    const [report] = await witness.seen((one) => of('one')(one) && one['messages'] === 'told');

    const system = {
      sequenceNumber: expect.any(Number) as number,
      // Text that is a number is one to the library.
      offset: expect.anything() as unknown,
      partitionKey: 'key-1',
      enqueuedTimeUtc: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
    };
    expect(metadata(report)).toEqual({
      ...system,
      properties: { color: 'red' },
      systemProperties: expect.objectContaining({ ...system, offset: expect.any(String) as string }) as object,
      partitionContext: {
        fullyQualifiedNamespace: expect.any(String) as string,
        eventHubName: 'ones',
        consumerGroup: '$Default',
        partitionId: '0',
      },
    });
  });

  it('tells of a batch in arrays that fit the events one by one', async () => {
    await send('many', [{ body: 'x', properties: { n: '1' } }, { body: 'y' }, { body: 'z', properties: { n: '3' } }], {
      partitionId: '0',
    });

    const reports = await witness.seen((one) => of('many')(one) && messages(one).includes('z'));
    const [report] = reports;

    const count = messages(report).length;
    const at = (name: string) => metadata(report)[name] as unknown[];
    for (const name of [
      'offset',
      'sequenceNumber',
      'enqueuedTimeUtc',
      'properties',
      'systemProperties',
      'partitionKey',
    ])
      expect(at(`${name}Array`), name).toHaveLength(count);
    const z = messages(report).indexOf('z');
    expect(at('propertiesArray')[z]).toEqual({ n: '3' });
    expect(at('systemPropertiesArray')[z]).toMatchObject({ sequenceNumber: at('sequenceNumberArray')[z] });
    expect(at('partitionKeyArray')[z]).toBeNull();
  });
});

describe(page('azure-functions/functions-bindings-error-pages#retry-policies'), () => {
  it('tells a call nothing of retries, and each retry its number, the limit and what failed', async () => {
    witness.answer('retried', ({ messages: events }) => ((events as unknown[]).includes('bad') ? 500 : 200));

    await send('retried', [{ body: 'bad' }]);
    const tries = await witness.seen((report) => of('retried')(report) && messages(report).includes('bad'), 3);

    const exception = expect.objectContaining({ message: 'The witness wants this call to fail' }) as object;
    expect(tries.map(({ retry }) => retry)).toEqual([
      null,
      { retryCount: 1, maxRetryCount: 2, exception },
      { retryCount: 2, maxRetryCount: 2, exception },
    ]);
  });

  it('goes on with the next events when the retries are used up', async () => {
    await send('retried', [{ body: 'good' }]);

    await witness.seen((report) => of('retried')(report) && messages(report).includes('good'));
    expect(witness.reports.filter((report) => of('retried')(report) && messages(report).includes('bad'))).toHaveLength(
      3,
    );
  });
});

describe(page('azure-functions/functions-bindings-event-hubs-trigger#checkpointing'), () => {
  it('keeps a checkpoint per consumer group and partition in AzureWebJobsStorage', async () => {
    await send('ones', [{ body: 'kept' }]);
    const [report] = await witness.seen((one) => of('one')(one) && one['messages'] === 'kept');

    const { fullyQualifiedNamespace } = metadata(report)['partitionContext'] as Record<string, string>;
    const container = BlobServiceClient.fromConnectionString(connections.storage).getContainerClient(
      'azure-webjobs-eventhub',
    );
    const blob = container.getBlobClient(`${fullyQualifiedNamespace ?? ''}/ones/$default/checkpoint/0`);
    await expect
      .poll(async () => (await blob.getProperties()).metadata?.['sequencenumber'])
      .toBe(String(metadata(report)['sequenceNumber']));
  });
});

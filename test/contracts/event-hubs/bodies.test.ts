import { describe, expect, it } from 'vitest';
import { source } from '../page.ts';
import { aNamespace, aProducer, aStretch, bodiesOf, read } from './clients.ts';

const namespace = await aNamespace();

describe(source('Azure/azure-sdk-for-js/sdk/eventhub/event-hubs/src/dataTransformer.ts'), () => {
  it('keeps every kind of body as it was', async () => {
    const stretch = await aStretch(namespace);
    const producer = aProducer(namespace);
    const bodies = ['text', [1, 2], 42, { a: { b: [1] } }, null];
    const batch = await producer.createBatch({ partitionId: stretch.partitionId });
    for (const body of bodies) batch.tryAdd({ body });
    batch.tryAdd({ body: Buffer.from('raw') });
    batch.tryAdd({ bodyType: 'value', body: { v: 1 } });
    batch.tryAdd({ bodyType: 'sequence', body: [[1, 2]] });
    await producer.sendBatch(batch);

    const received = bodiesOf(await read(namespace, stretch).received(8));

    expect(received.slice(0, 5)).toEqual(bodies);
    expect(String(received[5])).toBe('raw');
    expect(received.slice(6)).toEqual([{ v: 1 }, [[1, 2]]]);
  });

  it('keeps every section of an AMQP message', async () => {
    const stretch = await aStretch(namespace);
    const message = {
      body: 'x',
      bodyType: 'data',
      header: { priority: 7, durable: true, timeToLive: 60_000 },
      messageAnnotations: { mine: 'kept' },
      properties: { subject: 's', to: 't', groupId: 'g', userId: 'u' },
      applicationProperties: { n: 1.5 },
      footer: { f: 'oot' },
    };
    await aProducer(namespace).sendBatch([message], { partitionId: stretch.partitionId });

    const [event] = await read(namespace, stretch).received(1);

    const raw = event?.getRawAmqpMessage();
    expect(raw?.header).toMatchObject({ priority: 7, durable: true, timeToLive: 60_000 });
    expect(raw?.properties).toMatchObject({ subject: 's', to: 't', groupId: 'g' });
    expect(raw).toMatchObject({ applicationProperties: { n: 1.5 }, footer: { f: 'oot' } });
    expect(raw?.messageAnnotations).toMatchObject({ mine: 'kept' });
  });
});

import { AzureKeyCredential, EventGridPublisherClient } from '@azure/eventgrid';
import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { anOrder, startGrid } from './grid.ts';
import { startReceiver } from './receiver.ts';

const receiver = await startReceiver();
const grid = await startGrid({ all: {}, 'all-cloud': { topic: 'cloud-orders' } }, receiver);
const once = { retryOptions: { maxRetries: 0 }, allowInsecureConnection: true };

const stored = { id: 'a', eventType: 'Shop.Ordered', subject: '/x', eventTime: '2026-01-05T07:00:00Z', data: { n: 1 } };
const cloudEvent = { id: 'a', type: 'Shop.Ordered', source: '/shop', specversion: '1.0' };

async function post(body: unknown, { endpoint = grid.endpoint, headers = {}, query = '' } = {}) {
  const response = await fetch(`${endpoint}?api-version=2018-01-01${query}`, {
    method: 'POST',
    headers: { 'aeg-sas-key': grid.key, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

const idsAt = (path: string) => receiver.at(path).flatMap(({ events }) => events.map(({ id }) => id));

/** A refused body must leave nothing behind: the next good event comes alone. */
async function expectNothingCame(path: string, act: () => Promise<unknown>): Promise<void> {
  const before = idsAt(path).length;
  await act();
  const id = await (path === 'all' ? grid.publish() : grid.publishCloud());
  await receiver.until(path, before + 1);
  expect(idsAt(path).slice(before)).toEqual([id]);
}

describe(page('event-grid/post-to-custom-topic'), () => {
  it('takes a batch of events from the SDK and delivers each', async () => {
    const client = new EventGridPublisherClient(grid.endpoint, 'EventGrid', new AzureKeyCredential(grid.key), once);
    const before = idsAt('all').length;
    await client.send(['b1', 'b2', 'b3'].map((id) => ({ ...anOrder, id })));
    await receiver.until('all', before + 3);

    expect(idsAt('all').slice(before).sort()).toEqual(['b1', 'b2', 'b3']);
  });

  it('answers 200 with an empty body', async () => {
    expect(await post([{ ...stored, id: 'ok' }])).toEqual({ status: 200, text: '' });
    await receiver.until('all', 1);
  });

  it('answers 404 where there is no topic', async () => {
    const endpoint = grid.endpoint.replace('/orders/', '/nowhere/');

    expect((await post([stored], { endpoint })).status).toBe(404);
  });

  it('answers 400 for a body that is no array, and says why in code, message and details', async () => {
    const { status, text } = await post(stored);

    expect(status).toBe(400);
    expect(JSON.parse(text)).toEqual({
      error: {
        code: 'BadRequest',
        message: expect.stringContaining('does not conform') as string,
        details: [{ code: 'InputJsonInvalid', message: expect.stringContaining('StartArray') as string }],
      },
    });
  });

  it('answers 400 for a body that is no JSON', async () => {
    expect((await post('[{')).status).toBe(400);
  });

  it('answers 413 for a request over 1 MB, and takes nothing of it', async () => {
    const half = { ...stored, data: 'x'.repeat(600_000) };
    await expectNothingCame('all', async () => expect((await post([half, half])).status).toBe(413));
  });
});

describe(page('event-grid/event-schema'), () => {
  it.each(['id', 'subject', 'eventType', 'eventTime'])(
    'refuses a batch with an event that lacks %s, all of it',
    async (field) => {
      const broken = { ...stored, [field]: undefined };
      await expectNothingCame('all', async () => expect((await post([stored, broken])).status).toBe(400));
    },
  );

  it('refuses a time that is none', async () => {
    expect((await post([{ ...stored, eventTime: 'yesterday' }])).status).toBe(400);
  });

  it('stamps the topic and the versions on the event', async () => {
    const before = receiver.at('all').length;
    await post([{ ...stored, id: 'stamped' }]);
    const delivered = (await receiver.until('all', before + 1)).at(-1);

    expect(delivered?.events).toEqual([
      {
        ...stored,
        id: 'stamped',
        topic: expect.stringMatching(/^\/subscriptions\/.*\/Microsoft\.EventGrid\/topics\/orders$/) as string,
        dataVersion: '',
        metadataVersion: '1',
      },
    ]);
  });

  it('refuses another topic, or another metadataVersion, in the event', async () => {
    expect((await post([{ ...stored, topic: '/subscriptions/other' }])).status).toBe(400);
    expect((await post([{ ...stored, metadataVersion: '2' }])).status).toBe(400);
  });
});

describe(page('event-grid/cloud-event-schema'), () => {
  const one = {
    endpoint: grid.cloudEndpoint,
    headers: { 'content-type': 'application/cloudevents+json; charset=utf-8' },
  };
  const batch = { ...one, headers: { 'content-type': 'application/cloudevents-batch+json; charset=utf-8' } };

  it('takes CloudEvents of the SDK, extension attributes included', async () => {
    const before = receiver.at('all-cloud').length;
    const id = await grid.publishCloud({
      subject: '/orders/2',
      extensionAttributes: { tenant: 'north' },
      data: { n: 2 },
    });
    const delivered = (await receiver.until('all-cloud', before + 1)).at(-1);

    expect(delivered?.events).toMatchObject([
      {
        id,
        type: 'Shop.Ordered',
        source: '/shop',
        specversion: '1.0',
        subject: '/orders/2',
        tenant: 'north',
        data: { n: 2 },
      },
    ]);
  });

  it('takes one event by itself and several as a batch', async () => {
    const before = receiver.at('all-cloud').length;

    expect((await post(cloudEvent, one)).status).toBe(200);
    expect((await post([cloudEvent, { ...cloudEvent, id: 'b' }], batch)).status).toBe(200);
    await receiver.until('all-cloud', before + 3);
  });

  it.each(['id', 'source', 'type', 'specversion'])('refuses a CloudEvent that lacks %s', async (field) => {
    const broken = { ...cloudEvent, [field]: undefined };
    await expectNothingCame('all-cloud', async () =>
      expect((await post([cloudEvent, broken], batch)).status).toBe(400),
    );
  });

  it('refuses events of the other schema on each topic', async () => {
    expect((await post([cloudEvent])).status).toBe(400);
    expect((await post([stored], batch)).status).toBe(400);
  });
});

import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { startGrid } from './grid.ts';
import { agree, startReceiver } from './receiver.ts';
import type { Json } from './receiver.ts';

/** Subscriptions that are not to be ready at the start, and what their endpoints say when they are asked. */
const receiver = await startReceiver();
receiver.consents('says-202', (delivered, response) => {
  response.statusCode = 202;
  agree(delivered, response);
});
receiver.consents('says-500', 500);
receiver.consents('wrong-code', (_, response) => response.end(JSON.stringify({ validationResponse: 'guessed' })));
receiver.consents('by-hand', 200);
receiver.consents('too-late', 200);
receiver.consents('silent', () => undefined);
receiver.consents('upper-case', ({ events }, response) =>
  response.end(JSON.stringify({ ValidationResponse: (events[0]?.['data'] as Json)['validationCode'] })),
);
receiver.consents('cloud-any', (_, response) => response.writeHead(200, { 'webhook-allowed-origin': '*' }).end());
receiver.consents('cloud-other', (_, response) =>
  response.writeHead(200, { 'webhook-allowed-origin': 'elsewhere.example.com' }).end(),
);
receiver.consents('cloud-405', 405);
receiver.consents('cloud-by-hand', 200);

const ofOrders = (...names: string[]) => names.map((name) => subscription(name, { topic: 'orders' }));
const inCloudSchema = (...names: string[]) =>
  names.map((name) => subscription(name, { topic: 'orders', eventDeliverySchema: 'CloudEventSchemaV1_0' }));
const subscription = (name: string, parts: Json) => ({
  name,
  destination: {
    endpointType: 'WebHook',
    endpointUrl: receiver.url(name),
    deliveryAttributeMappings: [
      { name: 'x-secret', type: 'Static', properties: { value: 'open sesame', isSecret: true } },
    ],
  },
  filter: { subjectBeginsWith: `/${name}/` },
  ...parts,
});

const grid = await startGrid({}, receiver, {
  eventSubscriptions: [
    ...ofOrders('willing', 'upper-case', 'says-202', 'says-500', 'wrong-code', 'by-hand', 'too-late', 'silent'),
    ...inCloudSchema('cloud-willing', 'cloud-any', 'cloud-other', 'cloud-405', 'cloud-by-hand'),
  ],
});

/** Publishes to one that gets nothing, then to one that gets all: what should not come, would have come before. */
async function expectNoEvents(name: string): Promise<void> {
  await grid.publish({ subject: `/${name}/1` });
  const before = receiver.at('willing').length;
  await grid.publish({ subject: '/willing/1' });
  await receiver.until('willing', before + 1);
  expect(receiver.at(name)).toEqual([]);
}

async function expectEvents(name: string): Promise<void> {
  await grid.publish({ subject: `/${name}/1` });
  await receiver.until(name, 1);
}

describe(page('event-grid/end-point-validation-event-grid-events-schema'), () => {
  it('posts a validation event to a new webhook', async () => {
    const { method, headers, events } = await receiver.untilAsked('willing');

    expect(method).toBe('POST');
    expect(headers).toMatchObject({
      'aeg-event-type': 'SubscriptionValidation',
      'aeg-subscription-name': 'WILLING',
      'content-type': expect.stringContaining('application/json') as string,
    });
    expect(events).toMatchObject([
      {
        eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent',
        subject: '',
        topic: expect.stringContaining('/topics/orders') as string,
        data: {
          validationCode: expect.any(String) as string,
          validationUrl: expect.stringContaining('http') as string,
        },
        dataVersion: '1',
        metadataVersion: '1',
      },
    ]);
  });

  it('delivers to a webhook that echoes the code, and asks it once', async () => {
    await grid.provisioned('willing');
    await expectEvents('willing');

    expect(receiver.questions('willing')).toHaveLength(1);
  });

  it('reads the answer whatever its letter case, as the samples of the page write it', async () => {
    await grid.provisioned('upper-case');
    await expectEvents('upper-case');
  });

  it.each(['says-202', 'says-500', 'wrong-code'])('delivers nothing to a webhook that %s', async (name) => {
    await grid.provisioned(name, 'Failed');
    await expectNoEvents(name);
  });

  it('waits for a GET of the validation URL when the answer is 200 without the code', async () => {
    await grid.provisioned('by-hand', 'AwaitingManualAction');
    await expectNoEvents('by-hand');
    const { events } = await receiver.untilAsked('by-hand');
    const url = (events[0]?.['data'] as Json)['validationUrl'] as string;

    expect((await fetch(url.replace(/id=./, 'id=!'))).status).toBe(400);
    expect((await fetch(url)).status).toBe(200);
    await grid.provisioned('by-hand', 'Succeeded');
    await expectEvents('by-hand');
  });
});

describe(page('event-grid/end-point-validation-cloud-events-schema'), () => {
  it('asks by OPTIONS for leave to send from its origin', async () => {
    const { method, headers, body } = await receiver.untilAsked('cloud-willing');

    expect({ method, body }).toEqual({ method: 'OPTIONS', body: '' });
    expect(headers).toMatchObject({ 'webhook-request-origin': 'eventgrid.azure.net' });
  });

  it.each(['cloud-willing', 'cloud-any'])('delivers to %s with that origin', async (name) => {
    await grid.provisioned(name);
    await expectEvents(name);

    expect(receiver.at(name)[0]?.headers.origin).toBe('eventgrid.azure.net');
  });

  it.each(['cloud-other', 'cloud-405'])('delivers nothing to %s, which did not name the origin', async (name) => {
    await grid.provisioned(name, 'Failed');
    await expectNoEvents(name);
  });

  it('lets an endpoint that withholds the header agree by the callback', async () => {
    await grid.provisioned('cloud-by-hand', 'AwaitingManualAction');
    const { headers } = await receiver.untilAsked('cloud-by-hand');
    await fetch(String(headers['webhook-request-callback']));

    await grid.provisioned('cloud-by-hand', 'Succeeded');
    await expectEvents('cloud-by-hand');
  });
});

describe(page('event-grid/delivery-properties'), () => {
  it('sends the subscription’s own headers with the question too', async () => {
    expect((await receiver.untilAsked('willing')).headers['x-secret']).toBe('open sesame');
  });
});

describe(`${page('event-grid/end-point-validation-event-grid-events-schema')}: time limits`, () => {
  it('gives a webhook 30 s for its answer', async () => {
    await receiver.untilAsked('silent');
    await grid.provisioned('silent', 'Creating');
    await grid.advance(31_000);

    await grid.provisioned('silent', 'Failed');
    await expectNoEvents('silent');
  });

  it('gives a person 10 minutes', async () => {
    await grid.provisioned('too-late', 'AwaitingManualAction');
    const { events } = await receiver.untilAsked('too-late');
    await grid.advance(9 * 60_000);
    await grid.provisioned('too-late', 'AwaitingManualAction');
    await grid.advance(61_000);

    await grid.provisioned('too-late', 'Failed');
    expect((await fetch((events[0]?.['data'] as Json)['validationUrl'] as string)).status).toBe(400);
  });
});

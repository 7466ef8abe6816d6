import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { CosmosClient } from '@azure/cosmos';
import { EventHubConsumerClient, type ReceivedEventData } from '@azure/event-hubs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { target } from '../target.ts';
import { outputApp, read, write } from './output-app.ts';

const published: { key: unknown; type: unknown; body: unknown }[] = [];

const topic = createServer((request, response) => {
  void json(request).then((body) => {
    const { 'aeg-sas-key': key, 'content-type': type } = request.headers;
    published.push({ key, type, body });
    response.writeHead(JSON.stringify(body).includes('refuse me') ? 400 : 200).end('told so');
  });
});
await new Promise<void>((resolve) => topic.listen(0, '127.0.0.1', resolve));
const { functions, eventHubs, cosmos } = await target([
  '--only=storage,cosmos,event-hubs,functions',
  ...outputApp,
  `--setting=TOPIC_URI=http://127.0.0.1:${(topic.address() as AddressInfo).port}/api/events`,
]);
const client = new CosmosClient({ connectionString: cosmos });
const database = client.database('db');
afterAll(() => {
  client.dispose();
  topic.closeAllConnections();
  topic.close();
});

describe(page('azure-functions/functions-bindings-cosmosdb-v2-input'), () => {
  beforeAll(async () => {
    for (const [id, tag] of [
      ['a', 'red'],
      ['b', 'red'],
      ['c', "blue' OR 1=1 --"],
    ])
      await database.container('items').items.upsert({ id, tag, k: 'k1' });
  });

  it('gives one item by id and partition key, or undefined', async () => {
    expect(await read(functions, 'a', 'k=k1&tag=none')).toMatchObject({ item: { id: 'a', tag: 'red', k: 'k1' } });
    expect(await read(functions, 'a', 'k=k2&tag=none')).toMatchObject({ item: { undefined: true } });
  });

  it('gives the items of a query, whose {parameters} are values and never text of the query', async () => {
    expect(await read(functions, 'x', 'k=k&tag=red')).toMatchObject({ found: [{ id: 'a' }, { id: 'b' }] });
    expect(await read(functions, 'x', `k=k&tag=${encodeURIComponent("blue' OR 1=1 --")}`)).toMatchObject({
      found: [{ id: 'c' }],
    });
    expect(await read(functions, 'x', 'k=k&tag=green')).toMatchObject({ found: [] });
  });

  it('gives every item without id and query', async () => {
    const { all } = await read(functions, 'x', 'k=k&tag=none');

    expect((all as { id: string }[]).map(({ id }) => id)).toEqual(expect.arrayContaining(['a', 'b', 'c']));
  });
});

describe(page('azure-functions/functions-bindings-cosmosdb-v2-output'), () => {
  it('upserts one item or several, and gives an id to one without', async () => {
    await write(functions, { set: { item: { id: 'o1', k: 'k', n: 1 } } });
    await write(functions, {
      set: {
        item: [
          { id: 'o1', k: 'k', n: 2 },
          { id: 'o2', k: 'k', n: 3 },
        ],
      },
    });
    await write(functions, { set: { item: { k: 'nameless' } } });

    const { resources } = await database
      .container('items')
      .items.query<{ id: string; n?: number }>({
        query: `SELECT c.id, c.n FROM c WHERE c.k = 'k' OR c.k = 'nameless'`,
      })
      .fetchAll();
    const ours = resources.map(({ id, n }) => (n === undefined ? /^[0-9a-f-]{36}$/.test(id) : `${id} ${n}`));
    expect(ours).toEqual(expect.arrayContaining(['o1 2', 'o2 3', true]));
    expect(ours).toHaveLength(3);
  });

  it('fails for a container that is not there, and makes it with createIfNotExists', async () => {
    expect((await write(functions, { set: { nowhere: { id: 'x', k: 'k' } } })).status).toBe(500);

    expect((await write(functions, { set: { made: { id: 'x', k: 'k' } } })).status).toBe(201);

    expect((await database.container('made').item('x', 'k').read<object>()).resource).toMatchObject({ id: 'x' });
  });
});

describe(page('azure-functions/functions-bindings-event-hubs-output'), () => {
  it('sends one event per value: text, bytes and indented objects', async () => {
    await write(functions, { set: { hub: ['text', { a: 1 }] } });
    await write(functions, { bytes: { hub: '\u00ff' } });

    const events: ReceivedEventData[] = [];
    const client = new EventHubConsumerClient('$Default', eventHubs, 'out');
    await new Promise<void>((resolve, reject) => {
      const handlers = {
        processEvents: (batch: ReceivedEventData[]) => {
          events.push(...batch);
          if (events.length >= 3) resolve();
          return Promise.resolve();
        },
        processError: (error: Error) => {
          reject(error);
          return Promise.resolve();
        },
      };
      client.subscribe('0', handlers, { startPosition: { offset: '-1' }, skipParsingBodyAsJson: true });
    });
    await client.close();

    const bodies = events.map(({ body }) => (body as Buffer).toString('latin1'));
    expect(bodies).toEqual(['text', '{\n  "a": 1\n}', '\u00ff']);
  });
});

describe(page('azure-functions/functions-bindings-event-grid-output'), () => {
  const event = {
    id: '1',
    subject: 's',
    eventType: 't',
    eventTime: '2026-01-01T00:00:00Z',
    dataVersion: '1',
    data: {},
  };

  it('publishes one event or several to the topic, with the key of the setting', async () => {
    await write(functions, { set: { topic: event } });
    await write(functions, { set: { topic: [event, { ...event, id: '2' }] } });

    expect(published).toEqual([
      { key: 'secret', type: 'application/json', body: [event] },
      { key: 'secret', type: 'application/json', body: [event, { ...event, id: '2' }] },
    ]);
  });

  it('fails the call when the topic refuses', async () => {
    expect((await write(functions, { set: { topic: { ...event, data: 'refuse me' } } })).status).toBe(500);
  });
});

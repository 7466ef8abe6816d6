import {
  AzureKeyCredential,
  AzureSASCredential,
  EventGridPublisherClient,
  generateSharedAccessSignature,
} from '@azure/eventgrid';
import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { anOrder, startGrid } from './grid.ts';
import { startReceiver } from './receiver.ts';

const grid = await startGrid({}, await startReceiver());
const once = { retryOptions: { maxRetries: 0 }, allowInsecureConnection: true };
const stored = { id: 'a', eventType: 'Shop.Ordered', subject: '/x', eventTime: '2026-01-05T07:00:00Z', data: { n: 1 } };

describe(page('event-grid/authenticate-with-access-keys-shared-access-signatures'), () => {
  it('answers 401 without a key and with a wrong one', async () => {
    const { endpoint } = grid;
    const wrong = new EventGridPublisherClient(endpoint, 'EventGrid', new AzureKeyCredential('d3Jvbmc='), once);

    await expect(wrong.send([anOrder])).rejects.toMatchObject({ statusCode: 401 });
    expect((await fetch(endpoint, { method: 'POST', body: JSON.stringify([stored]) })).status).toBe(401);
  });

  it('takes the key as a query parameter too', async () => {
    const url = `${grid.endpoint}?aeg-sas-key=${encodeURIComponent(grid.key)}`;

    expect((await fetch(url, { method: 'POST', body: JSON.stringify([stored]) })).status).toBe(200);
  });

  it('takes a signature of the SDK, in both headers', async () => {
    const until = new Date(Date.now() + 24 * 3_600_000);
    const token = await generateSharedAccessSignature(grid.endpoint, new AzureKeyCredential(grid.key), until);
    const client = new EventGridPublisherClient(grid.endpoint, 'EventGrid', new AzureSASCredential(token), once);
    await client.send([anOrder]);
    const headers = { authorization: `SharedAccessSignature ${token}` };
    const byHeader = await fetch(grid.endpoint, { method: 'POST', headers, body: JSON.stringify([stored]) });

    expect(byHeader.status).toBe(200);
  });

  it('refuses a signature that has expired, is for another topic, or was changed', async () => {
    const key = new AzureKeyCredential(grid.key);
    const later = new Date(Date.now() + 24 * 3_600_000);
    const earlier = new Date(Date.now() - 24 * 3_600_000);
    const expired = await generateSharedAccessSignature(grid.endpoint, key, earlier);
    const foreign = await generateSharedAccessSignature(grid.cloudEndpoint, key, later);
    const longer = expired.replace(/e=[^&]*/, /e=[^&]*/.exec(foreign)?.[0] ?? '');

    for (const token of [expired, foreign, longer]) {
      const client = new EventGridPublisherClient(grid.endpoint, 'EventGrid', new AzureSASCredential(token), once);
      await expect(client.send([anOrder])).rejects.toMatchObject({ statusCode: 401 });
    }
  });
});

import { AzureKeyCredential, EventGridPublisherClient } from '@azure/eventgrid';
import type { SendCloudEventInput, SendEventGridEventInput } from '@azure/eventgrid';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { target } from '../target.ts';
import type { Json, Receiver } from './receiver.ts';

export interface Grid {
  /** Of topic `orders`, whose schema is Event Grid's. */
  readonly endpoint: string;
  /** Of topic `cloud-orders`. */
  readonly cloudEndpoint: string;
  readonly key: string;
  /** Connection string of the storage account, whose events are the system topic's. */
  readonly storage: string;
  /** Publishes with the SDK. The id of the event is given back. */
  publish(event?: Partial<SendEventGridEventInput<unknown>>): Promise<string>;
  /** In one request. */
  publishMany(events: Partial<SendEventGridEventInput<unknown>>[]): Promise<void>;
  publishCloud(event?: Partial<SendCloudEventInput<unknown>>): Promise<string>;
  /** Moves the service's clock. */
  advance(ms: number): Promise<void>;
  /** Waits until the webhook of a subscription was accepted, or whatever else is to come of it. */
  provisioned(subscription: string, state?: string): Promise<void>;
  /** Waits until a metric of a subscription has reached a count. */
  counted(subscription: string, metric: 'DeliveryAttemptFailCount' | 'DroppedEventCount', count: number): Promise<void>;
}

/** Event subscriptions, by name, in ARM's words; each has a topic (default `orders`) and a webhook at the path of its name. */
export type Subscriptions = Record<string, Json & { destination?: Json }>;

/** An Event Grid of the test's own with these subscriptions, each of which is ready. */
export async function startGrid(subscriptions: Subscriptions, receiver: Receiver, extra: Json = {}): Promise<Grid> {
  const { file, remove } = await describeGrid(subscriptions, receiver, extra);
  const { eventGrid, storage, control } = await target([...gridArguments, `--resources=${file}`]);
  await remove();
  const grid = connect(eventGrid, storage, control);
  await Promise.all(Object.keys(subscriptions).map((name) => grid.provisioned(name)));
  return grid;
}

export const gridArguments = ['--only=event-grid', '--control'];

/** The description for `--resources`. */
export async function describeGrid(subscriptions: Subscriptions, receiver: Receiver, extra: Json = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'docscore-grid-contract-'));
  const resources = {
    blobContainers: ['documents', 'deadletter'],
    eventTopics: [{ name: 'orders' }, { name: 'cloud-orders', inputSchema: 'CloudEventSchemaV1_0' }],
    eventSubscriptions: Object.entries(subscriptions).map(([name, { destination, ...rest }]) => ({
      name,
      topic: 'orders',
      destination: { endpointType: 'WebHook', endpointUrl: receiver.url(name), ...destination },
      ...rest,
      ...(rest['topic'] === 'storage' ? { topic: undefined } : {}),
    })),
    ...extra,
  };
  const file = join(folder, 'resources.json');
  await writeFile(file, JSON.stringify(resources));
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}

export function connect({ endpoint, key }: { endpoint: string; key: string }, storage: string, control: string): Grid {
  const cloudEndpoint = endpoint.replace('/orders/', '/cloud-orders/');
  const options = { retryOptions: { maxRetries: 0 }, allowInsecureConnection: true };
  const publisher = new EventGridPublisherClient(endpoint, 'EventGrid', new AzureKeyCredential(key), options);
  const cloud = new EventGridPublisherClient(cloudEndpoint, 'CloudEvent', new AzureKeyCredential(key), options);
  /** As ARM and Azure Monitor would tell. */
  const status = async (subscription: string) => {
    const url = new URL(`/eventsubscriptions/${subscription}`, endpoint);
    const answer = await fetch(url, { headers: { 'aeg-sas-key': key } });
    return (await answer.json()) as { properties: { provisioningState: string }; metrics: Record<string, number> };
  };
  return {
    endpoint,
    cloudEndpoint,
    key,
    storage,
    async publish(event) {
      const sent = { id: randomUUID(), ...anOrder, ...event };
      await publisher.send([sent]);
      return sent.id;
    },
    publishMany: (events) => publisher.send(events.map((event) => ({ ...anOrder, ...event }))),
    async publishCloud(event) {
      const sent = { id: randomUUID(), type: 'Shop.Ordered', source: '/shop', data: {}, ...event };
      await cloud.send([sent]);
      return sent.id;
    },
    async advance(ms) {
      const response = await fetch(`${control}/clock`, { method: 'POST', body: JSON.stringify({ advanceMs: ms }) });
      if (!response.ok) throw new Error(await response.text());
    },
    async provisioned(subscription, state = 'Succeeded') {
      while ((await status(subscription)).properties.provisioningState !== state);
    },
    async counted(subscription, metric, count) {
      while (((await status(subscription)).metrics[metric] ?? 0) < count);
    },
  };
}

export const anOrder = { eventType: 'Shop.Ordered', subject: '/orders/1', dataVersion: '1.0', data: {} };

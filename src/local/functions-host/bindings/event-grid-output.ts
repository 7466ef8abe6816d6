import { addressParts, connection } from '../settings/connections.ts';
import { setting, type Settings } from '../settings/expressions.ts';
import { identity } from '../settings/service-clients.ts';
import type { Binding } from '../protocol.ts';
import { type OpenOutput, optional, required } from './binding.ts';
import { objectsOf } from './outgoing.ts';

/** Of the data plane of custom topics. Source: learn.microsoft.com/azure/event-grid/post-to-custom-topic */
const apiVersion = '2018-01-01';

/** How long a topic may take to answer, in ms. Source: azure-sdk-for-net's default network timeout. */
const answerMs = 100_000;

/** Publishes events to a custom topic: `topicEndpointUri` and `topicKeySetting` name settings, or `connection` an identity. */
export const openEventGridOutput: OpenOutput = (binding, { settings }) => {
  const topic = openTopic(binding, settings);
  return {
    async write(value) {
      const events = objectsOf(binding.type, value);
      // A topic takes one schema; the two are told apart by the event.
      const [cloudEvents, gridEvents] = [events.filter(isCloudEvent), events.filter((event) => !isCloudEvent(event))];
      if (gridEvents.length > 0) await publish(topic, 'application/json', gridEvents);
      if (cloudEvents.length > 0)
        await publish(topic, 'application/cloudevents-batch+json; charset=utf-8', cloudEvents);
    },
  };
};

const isCloudEvent = (event: Record<string, unknown>) => typeof event['specversion'] === 'string';

interface Topic {
  endpoint: string;
  authorisation: () => Promise<Record<string, string>>;
}

/** @throws Error that names a missing setting. */
function openTopic(binding: Binding, settings: Settings): Topic {
  const name = optional(binding, 'connection');
  if (name !== undefined) {
    const found = connection(settings, name, addressParts.eventGrid);
    if (!('address' in found)) throw new Error(`The connection '${name}' needs ${name}__topicEndpointUri`);
    const authorisation = async () => {
      const token = await (await identity(found.clientId)).getToken('https://eventgrid.azure.net/.default');
      return { authorization: `Bearer ${token?.token ?? ''}` };
    };
    return { endpoint: found.address, authorisation };
  }
  const valueOf = (property: string) => {
    const settingName = required(binding, property);
    const value = setting(settings, settingName);
    if (value === undefined) throw new Error(`The setting '${settingName}', which '${property}' names, is missing`);
    return value;
  };
  const key = valueOf('topicKeySetting');
  return { endpoint: valueOf('topicEndpointUri'), authorisation: () => Promise.resolve({ 'aeg-sas-key': key }) };
}

/** @throws Error with the topic's own words. */
async function publish({ endpoint, authorisation }: Topic, contentType: string, events: object[]): Promise<void> {
  const url = new URL(endpoint);
  url.searchParams.set('api-version', apiVersion);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': contentType, ...(await authorisation()) },
    body: JSON.stringify(events),
    signal: AbortSignal.timeout(answerMs),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The topic ${url.origin}${url.pathname} answered ${response.status} ${text}`);
}

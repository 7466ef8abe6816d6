import type {
  CheckpointStore,
  EventHubConsumerClient,
  EventHubConsumerClientOptions,
  EventHubProducerClient,
  RetryOptions,
} from '@azure/event-hubs';
import { addressParts, connection } from './connections.ts';
import type { Settings } from './expressions.ts';
import { identity } from './service-clients.ts';

/** The SDK's own waits 30 s between tries: a call has failed long before. */
const retryOptions: RetryOptions = { maxRetries: 3, retryDelayInMs: 500, maxRetryDelayInMs: 5_000 };

/** @throws Error that names the missing connection. */
export async function eventHubProducer(settings: Settings, name: string, hub: string): Promise<EventHubProducerClient> {
  const found = connection(settings, name, addressParts.eventHubs);
  const { EventHubProducerClient: Producer } = await import('@azure/event-hubs');
  if ('connectionString' in found) {
    // An EntityPath in the connection string beats the binding's hub, as in the runtime.
    return hasEntityPath(found.connectionString)
      ? new Producer(found.connectionString, { retryOptions })
      : new Producer(found.connectionString, hub, { retryOptions });
  }
  return new Producer(found.address, hub, await identity(found.clientId), { retryOptions });
}

/** @throws Error that names the missing connection. */
export async function eventHubConsumer(
  settings: Settings,
  { name, hub, group }: { name: string; hub: string; group: string },
  store: CheckpointStore,
  given: EventHubConsumerClientOptions,
): Promise<EventHubConsumerClient> {
  const found = connection(settings, name, addressParts.eventHubs);
  const options = { retryOptions, ...given };
  const { EventHubConsumerClient: Consumer } = await import('@azure/event-hubs');
  if ('connectionString' in found) {
    return hasEntityPath(found.connectionString)
      ? new Consumer(group, found.connectionString, store, options)
      : new Consumer(group, found.connectionString, hub, store, options);
  }
  return new Consumer(group, found.address, hub, await identity(found.clientId), store, options);
}

function hasEntityPath(connectionString: string): boolean {
  return /(?:^|;)\s*EntityPath=/i.test(connectionString);
}

import type {
  DequeuedMessageItem,
  QueueClient,
  QueueServiceClient,
  StoragePipelineOptions,
} from '@azure/storage-queue';
import { connection } from '../settings/connections.ts';
import type { Settings } from '../settings/expressions.ts';

/** How long a message stays invisible while its function runs, in s; renewed halfway. Source: azure-sdk-for-net, QueueListener. */
export const invisibleSeconds = 600;

export interface OpenQueue {
  name: string;
  /** For deletes and updates; tries again by itself when the service is away for a moment. */
  client: QueueClient;
  poison: QueueClient;
  /** @throws RestError at the first failure: the listener has its own patience. */
  receive(numberOfMessages: number, abortSignal: AbortSignal): Promise<DequeuedMessageItem[]>;
}

/** @throws Error that names the missing connection. */
export async function openQueue(settings: Settings, connectionName: string, name: string): Promise<OpenQueue> {
  const patient = await openService(settings, connectionName, {
    maxTries: 4,
    retryDelayInMs: 200,
    maxRetryDelayInMs: 2_000,
  });
  const impatient = await openService(settings, connectionName, { maxTries: 1 });
  const reader = impatient.getQueueClient(name);
  return {
    name,
    client: patient.getQueueClient(name),
    poison: patient.getQueueClient(`${name}-poison`),
    async receive(numberOfMessages, abortSignal) {
      const options = { numberOfMessages, visibilityTimeout: invisibleSeconds, abortSignal };
      return (await reader.receiveMessages(options)).receivedMessageItems;
    },
  };
}

/** The SDK is loaded when an app needs it: it costs a fifth of a second. */
async function openService(
  settings: Settings,
  connectionName: string,
  retryOptions: NonNullable<StoragePipelineOptions['retryOptions']>,
): Promise<QueueServiceClient> {
  const found = connection(settings, connectionName, 'queueServiceUri');
  const { QueueServiceClient: Service } = await import('@azure/storage-queue');
  if ('connectionString' in found) return Service.fromConnectionString(found.connectionString, { retryOptions });
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new Service(found.address, new DefaultAzureCredential(), { retryOptions });
}

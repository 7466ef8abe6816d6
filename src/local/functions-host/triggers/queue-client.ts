import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import type { Settings } from '../settings/expressions.ts';
import { queueService } from '../settings/service-clients.ts';

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
  const patient = await queueService(settings, connectionName);
  const impatient = await queueService(settings, connectionName, { maxTries: 1 });
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

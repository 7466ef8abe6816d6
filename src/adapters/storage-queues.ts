import type { QueueServiceClient } from '@azure/storage-queue';
import type { StageQueues } from '../ports.ts';
import { storageCall } from './storage-errors.ts';

/** Queues named as their stages; plain text, as host.json says. Messages never expire: the job says when it is over. */
export function storageQueues(client: QueueServiceClient): StageQueues {
  return {
    async send(stage, message, delaySeconds = 0) {
      const options = { visibilityTimeout: Math.ceil(delaySeconds), messageTimeToLive: -1 };
      await storageCall(() => client.getQueueClient(stage).sendMessage(JSON.stringify(message), options));
    },
  };
}

import type { HubDescription } from '../event-hubs/event-hubs.ts';
import type { ContainerDescription } from '../cosmos/cosmos.ts';
import type { SubscriptionDescription } from '../event-grid/subscription.ts';

/** What the app finds in its cloud: the local one is made from this, and the Bicep templates say the same. */
export interface Resources {
  blobContainers: string[];
  queues: string[];
  cosmosContainers: ContainerDescription[];
  eventHubs: HubDescription[];
  eventSubscriptions: SubscriptionDescription[];
}

const DAY_SECONDS = 86_400;

export const resources: Resources = {
  blobContainers: ['documents', 'artifacts', 'models', 'deadletter', 'training'],
  queues: ['ocr', 'preprocess', 'score'], // `<queue>-poison` is made when a message needs it
  cosmosContainers: [
    // Published outbox entries expire on their own; nothing else does.
    { database: 'docscore', id: 'documents', partitionKey: '/documentId', defaultTtlSeconds: -1 },
    { database: 'docscore', id: 'models', partitionKey: '/model' },
    { database: 'docscore', id: 'requests', partitionKey: '/requestId', defaultTtlSeconds: 7 * DAY_SECONDS },
    { database: 'docscore', id: 'leases', partitionKey: '/id' },
  ],
  eventHubs: [
    { name: 'predictions', partitions: 4, consumerGroups: [] },
    { name: 'requests', partitions: 4, consumerGroups: [] },
  ],
  eventSubscriptions: [
    {
      name: 'uploads',
      functionName: 'receive-document',
      includedEventTypes: ['Microsoft.Storage.BlobCreated', 'Microsoft.Storage.BlobDeleted'],
      subjectBeginsWith: '/blobServices/default/containers/documents/',
      deadLetterContainer: 'deadletter',
    },
  ],
};

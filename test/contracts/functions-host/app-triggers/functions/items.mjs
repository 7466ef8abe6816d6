import { app } from '@azure/functions';
import { tell } from '../witness.mjs';

const onItems = (name, options) =>
  app.cosmosDB(name, {
    connection: 'Cosmos',
    databaseName: 'db',
    ...options,
    handler: (items, context) => tell(context, { items, isArray: Array.isArray(items) }),
  });

onItems('items', {
  containerName: 'items',
  startFromBeginning: true,
  maxItemsPerInvocation: 2,
  leaseAcquireInterval: 1000,
});
onItems('fresh', {
  containerName: 'items',
  leaseContainerName: 'made',
  createLeaseContainerIfNotExists: true,
  leaseContainerPrefix: 'fresh',
});
onItems('retriedItems', {
  containerName: 'retried',
  startFromBeginning: true,
  maxItemsPerInvocation: 1,
  retry: { strategy: 'fixedDelay', maxRetryCount: 1, delayInterval: 0 },
});

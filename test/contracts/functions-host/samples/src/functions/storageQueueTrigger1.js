/* global require */
const { app, output } = require('@azure/functions');

const cosmosOutput = output.cosmosDB({
  databaseName: '%DATABASE%',
  containerName: 'orders',
  createIfNotExists: true,
  partitionKey: '/id',
  connection: 'CosmosDBConnection',
});

app.storageQueue('storageQueueTrigger1', {
  queueName: 'orders',
  connection: '',
  return: cosmosOutput,
  handler: (queueEntry, context) => {
    context.log('Storage queue function processed work item:', queueEntry.id);
    context.log('dequeueCount =', context.triggerMetadata.dequeueCount);
    return { ...queueEntry, state: 'placed' };
  },
});

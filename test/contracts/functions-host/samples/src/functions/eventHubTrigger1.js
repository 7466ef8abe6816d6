/* global require */
const { app, output } = require('@azure/functions');

const blobOutput = output.storageBlob({
  path: 'receipts/{rand-guid}.json',
  connection: 'AzureWebJobsStorage',
});

app.eventHub('eventHubTrigger1', {
  connection: 'EventHubConnection',
  eventHubName: 'placed',
  cardinality: 'many',
  return: blobOutput,
  handler: (messages, context) => {
    for (const message of messages) context.log('Event hub function processed message:', message.id, message.state);
    return messages;
  },
});

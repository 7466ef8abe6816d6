/* global require */
const { app, output } = require('@azure/functions');

const eventHubOutput = output.eventHub({
  eventHubName: 'placed',
  connection: 'EventHubConnection',
});

app.cosmosDB('cosmosDBTrigger1', {
  connection: 'CosmosDBConnection',
  databaseName: '%DATABASE%',
  containerName: 'orders',
  createLeaseContainerIfNotExists: true,
  startFromBeginning: true,
  extraOutputs: [eventHubOutput],
  handler: (documents, context) => {
    context.log(`Cosmos DB function processed ${documents.length} documents`);
    context.extraOutputs.set(
      eventHubOutput,
      documents.map(({ id, state }) => ({ id, state })),
    );
  },
});

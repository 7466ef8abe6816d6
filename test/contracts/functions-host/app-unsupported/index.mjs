import { app, input, output } from '@azure/functions';

const handler = () => undefined;
const connection = 'Nothing';

app.http('works', { handler: () => ({ body: 'works' }) });

// Triggers.
app.serviceBusQueue('serviceBusQueue', { connection, queueName: 'q', handler });
app.serviceBusTopic('serviceBusTopic', { connection, topicName: 't', subscriptionName: 's', handler });
app.sql('sql', { tableName: 't', connectionStringSetting: connection, handler });
app.mySql('mySql', { tableName: 't', connectionStringSetting: connection, handler });
app.storageBlob('blobScan', { connection: 'Storage', path: 'container/{name}', handler });
app.warmup('warmup', { handler });
app.webPubSub('webPubSub', { name: 'w', hub: 'h', eventType: 'user', eventName: 'e', handler });
app.generic('durable', { trigger: { type: 'orchestrationTrigger', name: 'context' }, handler });
app.generic('kafka', { trigger: { type: 'kafkaTrigger', name: 'event', topic: 't', brokerList: 'b' }, handler });
app.generic('signalR', { trigger: { type: 'signalRTrigger', name: 'event', hubName: 'h' }, handler });
app.generic('rabbit', { trigger: { type: 'rabbitMQTrigger', name: 'message', queueName: 'q' }, handler });
app.generic('redis', { trigger: { type: 'redisPubSubTrigger', name: 'message', channel: 'c' }, handler });

// Inputs and outputs.
const http = (name, options) => app.http(name, { handler: () => ({}), ...options });
http('tableInput', { extraInputs: [input.table({ connection, tableName: 't' })] });
http('sqlInput', {
  extraInputs: [input.sql({ connectionStringSetting: connection, commandText: 'c', commandType: 'Text' })],
});
http('tableOutput', { extraOutputs: [output.table({ connection, tableName: 't' })] });
http('serviceBusOutput', { extraOutputs: [output.serviceBusQueue({ connection, queueName: 'q' })] });
http('sendGridOutput', { extraOutputs: [output.generic({ type: 'sendGrid', name: 'mail', apiKey: 'k' })] });
http('signalROutput', { extraOutputs: [output.generic({ type: 'signalR', name: 'messages', hubName: 'h' })] });
http('twoOutputs', {
  extraOutputs: [
    output.generic({ type: 'sendGrid', name: 'mail', apiKey: 'k' }),
    output.generic({ type: 'twilioSms', name: 'sms' }),
  ],
});
http('sdkBinding', { extraInputs: [input.storageBlob({ connection: 'Storage', path: 'a/b', sdkBinding: true })] });

// Options of what is supported.
app.cosmosDB('allVersions', {
  connection: 'Storage',
  databaseName: 'd',
  containerName: 'c',
  changeFeedMode: 'AllVersionsAndDeletes',
  handler,
});
http('badExpression', { extraInputs: [input.storageBlob({ connection: 'Storage', path: 'a/{b' })] });
http('idAndQuery', {
  extraInputs: [
    input.cosmosDB({ connection: 'Storage', databaseName: 'd', containerName: 'c', id: 'i', sqlQuery: 'SELECT 1' }),
  ],
});
app.storageQueue('noConnection', { connection, queueName: 'q', handler });
http('noTopicKey', { extraOutputs: [output.eventGrid({ topicEndpointUri: 'URI', topicKeySetting: 'KEY' })] });
app.timer('badSchedule', { schedule: 'every now and then', handler });

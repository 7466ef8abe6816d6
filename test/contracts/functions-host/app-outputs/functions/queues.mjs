import { app, input, output } from '@azure/functions';

const storage = { connection: 'Storage' };

const inbox = input.storageBlob({ ...storage, path: 'inbox/{queueTrigger}' });
app.storageQueue('copy', {
  ...storage,
  queueName: 'copy',
  extraInputs: [inbox],
  return: output.storageBlob({ ...storage, path: 'outbox/copy-{queueTrigger}' }),
  handler: (_, context) => context.extraInputs.get(inbox),
});

app.storageQueue('deep', {
  ...storage,
  queueName: 'deep',
  return: output.storageBlob({ ...storage, path: 'outbox/deep-{DATA.Inner.id}-{number}-{Id}' }),
  handler: (message) => ({ given: message }),
});

app.storageQueue('failing', {
  ...storage,
  queueName: 'failing',
  return: output.cosmosDB({ connection: 'Cosmos', databaseName: 'db', containerName: 'nowhere' }),
  handler: () => ({ id: 'a', k: 'k' }),
});

const once = output.storageQueue({ ...storage, queueName: 'thrown' });
app.storageQueue('thrower', {
  ...storage,
  queueName: 'thrower',
  extraOutputs: [once],
  handler: (message, context) => {
    context.extraOutputs.set(once, `try ${context.triggerMetadata.dequeueCount}`);
    if (context.triggerMetadata.dequeueCount === 1) throw new Error('not at the first try');
  },
});

app.storageQueue('badPath', {
  ...storage,
  queueName: 'bad-path',
  extraInputs: [input.storageBlob({ ...storage, path: 'inbox/{missing}' })],
  handler: () => undefined,
});

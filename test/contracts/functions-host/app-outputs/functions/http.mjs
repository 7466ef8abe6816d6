import { Buffer } from 'node:buffer';
import { app, input, output } from '@azure/functions';

if (process.env.STREAM) app.setup({ enableHttpStream: true });

const items = { connection: 'Cosmos', databaseName: 'db', containerName: 'items' };

const inputs = {
  blob: input.storageBlob({ connection: 'Storage', path: 'inbox/{id}' }),
  text: input.storageBlob({ connection: 'Storage', path: 'inbox/{id}', dataType: 'string' }),
  item: input.cosmosDB({ ...items, id: '{id}', partitionKey: '{query.k}' }),
  found: input.cosmosDB({ ...items, sqlQuery: 'SELECT c.id FROM c WHERE c.tag = {tag} ORDER BY c.id' }),
  all: input.cosmosDB(items),
};

const typed = (value) => {
  if (Buffer.isBuffer(value)) return { buffer: value.toString('latin1') };
  return value === undefined ? { undefined: true } : value;
};

app.http('read', {
  route: 'read/{id}',
  methods: ['GET'],
  extraInputs: Object.values(inputs),
  handler: (_, context) => ({
    jsonBody: Object.fromEntries(
      Object.entries(inputs).map(([name, one]) => [name, typed(context.extraInputs.get(one))]),
    ),
  }),
});

const storage = { connection: 'Storage' };
const outputs = {
  queue: output.storageQueue({ ...storage, queueName: 'out' }),
  newQueue: output.storageQueue({ ...storage, queueName: 'made-{name}' }),
  blob: output.storageBlob({ ...storage, path: 'outbox/{name}' }),
  newContainer: output.storageBlob({ ...storage, path: 'made-{name}/blob' }),
  unresolved: output.storageBlob({ ...storage, path: 'outbox/{nothing}' }),
  expressions: output.storageBlob({
    ...storage,
    path: 'outbox/%FOLDER%/{NAME}/{query.q}/{q}/{headers.x-h}/{sys.methodname}/{DateTime:yyyy}/{rand-guid:N}',
  }),
  item: output.cosmosDB(items),
  nowhere: output.cosmosDB({ ...items, containerName: 'nowhere' }),
  made: output.cosmosDB({ ...items, containerName: 'made', createIfNotExists: true, partitionKey: '/k' }),
  hub: output.eventHub({ connection: 'Events', eventHubName: 'out' }),
  topic: output.eventGrid({ topicEndpointUri: 'TOPIC_URI', topicKeySetting: 'TOPIC_KEY' }),
};

/** Body: `{ set: { <output>: value }, bytes: { <output>: text of Latin-1 } }`. */
app.http('write', {
  route: 'write/{name}',
  methods: ['POST'],
  extraOutputs: Object.values(outputs),
  handler: async (request, context) => {
    const { set = {}, bytes = {} } = await request.json();
    for (const [name, value] of Object.entries(set)) context.extraOutputs.set(outputs[name], value);
    for (const [name, text] of Object.entries(bytes))
      context.extraOutputs.set(outputs[name], Buffer.from(text, 'latin1'));
    return { status: 201, body: 'written' };
  },
});

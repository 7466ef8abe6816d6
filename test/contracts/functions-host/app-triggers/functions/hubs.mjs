import { app } from '@azure/functions';
import { tell, typed } from '../witness.mjs';

const onHub = (name, options) =>
  app.eventHub(name, {
    connection: 'Events',
    ...options,
    handler: (messages, context) => tell(context, { messages: typed(messages), isArray: Array.isArray(messages) }),
  });

onHub('one', { eventHubName: 'ones' });
onHub('many', { eventHubName: 'many', cardinality: 'many' });
onHub('binary', { eventHubName: 'many', cardinality: 'many', consumerGroup: 'binary', dataType: 'binary' });
onHub('retried', {
  eventHubName: 'retried',
  cardinality: 'many',
  retry: { strategy: 'fixedDelay', maxRetryCount: 2, delayInterval: 0 },
});

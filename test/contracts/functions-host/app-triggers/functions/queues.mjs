import { app } from '@azure/functions';
import { tell, typed } from '../witness.mjs';

const onQueue = (name, queueName, options = {}) =>
  app.storageQueue(name, {
    ...options,
    connection: 'Storage',
    queueName,
    handler: (message, context) => tell(context, { message: typed(message), type: typeof message }),
  });

onQueue('work', 'work');
onQueue('failing', '%FAILING_QUEUE%');
onQueue('idle', 'idle');
onQueue('bytes', 'bytes', { dataType: 'binary' });

import { app } from '@azure/functions';
import { tell } from '../witness.mjs';

const handler = (event, context) => tell(context, { event });

app.eventGrid('grid', { handler });
app.eventGrid('uploaded', { handler });
app.generic('gridBatch', { trigger: { type: 'eventGridTrigger', name: 'events', cardinality: 'many' }, handler });

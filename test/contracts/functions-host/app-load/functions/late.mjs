import { setTimeout as wait } from 'node:timers/promises';
import { app } from '@azure/functions';

await wait(20);
app.http('late', { handler: () => ({ body: 'late' }) });

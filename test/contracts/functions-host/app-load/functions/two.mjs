import { setTimeout as wait } from 'node:timers/promises';
import { app } from '@azure/functions';

let started = '';
app.hook.appStart(async () => {
  await wait(50);
  started = 'started';
});
app.http('two', { handler: () => ({ body: started }) });
app.http('late-register', {
  handler: () => {
    try {
      app.http('later', { handler: () => ({}) });
      return { body: 'registered' };
    } catch (error) {
      return { body: error.message };
    }
  },
});

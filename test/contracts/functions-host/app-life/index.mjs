import { setTimeout } from 'node:timers/promises';
import { app } from '@azure/functions';

const tell = async (report) => {
  const response = await globalThis.fetch(process.env.WITNESS, {
    method: 'POST',
    body: JSON.stringify({ invocationId: '', pid: process.pid, ...report }),
  });
  if (!response.ok) throw new Error('The witness wants this call to fail');
};

const http = (name, handler) => app.http(name, { route: `${name}/{value?}`, handler });

http('pid', () => ({ jsonBody: { pid: process.pid } }));
http('slow', async (_, context) => {
  await tell({ function: 'slow', invocationId: context.invocationId });
  return { body: 'done' };
});
http('throws', () => {
  throw new Error('thrown by the handler');
});
http('uncaught', () => {
  globalThis.setImmediate(() => {
    throw new Error('nobody catches this');
  });
  return setTimeout(10_000);
});
http('exit', (request) => process.exit(Number(request.params.value)));
http('busy', () => {
  for (;;);
});
http('setting', (request) => ({ body: process.env[request.params.value] }));
http('mended', () => {
  throw new Error('a hook clears this');
});

app.hook.postInvocation((context) => {
  if (context.invocationContext.functionName === 'mended') {
    context.error = null;
    context.result = { body: 'mended' };
  }
});
app.hook.appTerminate(async () => {
  if (!process.env.SLOW_END) return;
  await setTimeout(300);
  await tell({ function: 'terminated' });
});

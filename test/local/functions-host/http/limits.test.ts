import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { imports, startApp } from '../an-app.ts';

const gatedApp = `${imports}
import { once, EventEmitter } from 'node:events';
const gate = new EventEmitter();
app.setup({ enableHttpStream: true });
app.http('gated', { handler: async (_, context) => { context.log('began'); await once(gate, 'open'); return {}; } });
app.http('open', { handler: async () => { gate.emit('open'); return {}; } });
app.http('streams', { handler: async () => ({ body: (async function* () { yield 'first'; await once(gate, 'open'); yield 'last'; })() }) });
`;

async function start(http: object) {
  const app = await startApp(
    { 'host.json': { version: '2.0', extensions: { http } }, 'index.mjs': gatedApp },
    { drainMs: 0 },
  );
  onTestFinished(() => app.stop());
  return app;
}

it('answers 429 to requests beyond maxOutstandingRequests', async () => {
  const app = await start({ maxOutstandingRequests: 2 });
  const first = app.fetch('/api/gated');
  await app.said('began');

  const second = app.fetch('/api/streams');
  expect((await second).status).toBe(200);
  expect((await app.fetch('/api/open')).status).toBe(429);
  await (await second).body?.cancel();

  const statuses: number[] = [];
  while (statuses.at(-1) !== 200) statuses.push((await app.fetch('/api/open')).status);
  expect((await first).status).toBe(200);
});

it('runs one request at a time with maxConcurrentRequests 1, in turn', async () => {
  const app = await start({ maxConcurrentRequests: 1 });

  const answers = Promise.allSettled([app.fetch('/api/gated'), app.fetch('/api/open')]);
  await app.said('began');
  const running = app.lines.filter(({ message }) => message.startsWith('Executing')).length;

  expect(running).toBe(1);
  await app.host.stop();
  await answers;
});

it('gives the slot of a client that went away to the next', async () => {
  const app = await start({ maxOutstandingRequests: 1 });
  const gone: ClientRequest = request({ port: app.host.port, path: '/api/streams' }).end();
  gone.on('error', () => undefined);
  const [response] = (await once(gone, 'response')) as [IncomingMessage];
  await once(response, 'data');
  expect((await app.fetch('/api/open')).status).toBe(429);

  gone.destroy();

  let { status } = await app.fetch('/api/open');
  while (status === 429) ({ status } = await app.fetch('/api/open'));
  expect(status).toBe(200);
});

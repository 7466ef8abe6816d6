import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { json, text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { imports, type RunningApp, startApp } from '../an-app.ts';

let app: RunningApp;

beforeAll(async () => {
  app = await startApp({
    'host.json': { version: '2.0', extensions: { http: { routePrefix: '' } } },
    'index.mjs': `${imports}
import { EventEmitter, once } from 'node:events';
app.setup({ enableHttpStream: true });
const gate = new EventEmitter();
const http = (name, handler) => app.http(name, { methods: ['GET', 'PUT'], route: name, handler });
http('count', async (request, context) => {
  context.log('waits at the gate');
  await once(gate, 'open');
  let bytes = 0;
  for await (const chunk of request.body) bytes += chunk.length;
  return { jsonBody: { bytes } };
});
http('open', () => { gate.emit('open'); return {}; });
http('nothing', () => undefined);
http('die', () => { setImmediate(() => process.exit(3)); return { body: new ReadableStream({ pull: () => new Promise(() => {}) }) }; });
http('cut', () => ({ body: (async function* () {
  yield Buffer.from('first '); setTimeout(() => process.exit(3), 10); await new Promise(() => {});
})() }));
`,
  });
});
afterAll(() => app.stop());

const open = (path: string, method = 'GET') =>
  request({ port: app.host.port, path, method }).on('error', () => undefined);

async function answerTo(sent: ClientRequest): Promise<IncomingMessage> {
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

it('takes no more of an upload than a window until the handler reads, and then all of it', async () => {
  const total = 64 * 1024 * 1024;
  const sent = open('/count', 'PUT');
  let isTaken = false;
  sent.once('finish', () => (isTaken = true));
  sent.setHeader('content-length', total);
  sent.end(Buffer.alloc(total));
  await app.said('waits at the gate');

  for (let others = 0; others < 50; others++) await app.fetch('/nothing');
  expect(isTaken).toBe(false);
  await app.fetch('/open');

  expect(await json(await answerTo(sent))).toEqual({ bytes: total });
});

it('fails the request of a worker that ends before it answers', async () => {
  expect((await app.fetch('/die')).status).toBe(500);
});

it('aborts the client when the worker ends in the middle of an answer', async () => {
  const response = await answerTo(open('/cut').end());

  await expect(text(response)).rejects.toThrow('aborted');
});

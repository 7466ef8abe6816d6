import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { imports, type RunningApp, startApp } from '../an-app.ts';

let app: RunningApp;

beforeAll(async () => {
  app = await startApp(
    {
      'host.json': {
        version: '2.0',
        extensions: {
          http: { routePrefix: '', maxOutstandingRequests: 250, customHeaders: { 'x-house': 'docscore' } },
        },
      },
      'index.mjs': `${imports}
import { createHash } from 'node:crypto';
import { once, EventEmitter } from 'node:events';
app.setup({ enableHttpStream: true });
const gate = new EventEmitter();
const http = (name, route, handler, methods = ['GET', 'PUT', 'POST']) => app.http(name, { methods, route, handler });
http('put', 'd/{*name}', async (request) => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of request.body ?? []) { hash.update(chunk); bytes += chunk.length; }
  return { jsonBody: { name: request.params.name, url: new URL(request.url).pathname, bytes, hash: hash.digest('hex'),
    all: request.query.getAll('a'), x: request.headers.get('x-a') } };
});
http('echo', 'echo', async (request) => ({ body: request.body }));
http('gated', 'gated', async () => ({ body: (async function* () {
  yield 'first '; await once(gate, 'open'); yield 'last'; })() }));
http('open', 'open', async () => { gate.emit('open'); return {}; });
http('throws', 'throws', async () => { throw new Error('secret'); });
http('nothing', 'nothing', async () => undefined);
http('bare', 'bare', async () => 'text');
http('broken', 'broken', async () => ({ body: (async function* () { yield 'first '; await once(gate, 'open'); throw new Error('midway'); })() }));
http('refuse', 'refuse', async () => ({ status: 413, headers: { 'retry-after': '3' }, body: 'too large' }));
http('cached', 'cached', async () => ({ status: 304, headers: { etag: '"1"' } }));
http('number', 'number/{n}', async (request) => ({ body: request.params.n + (await request.text()) }));
http('listening', 'listening', async () => ({ jsonBody: process._getActiveHandles().flatMap((one) => one.listening ? [one.address().address] : []) }));
http('waits', 'waits', async (request, context) => { context.log('waits for the body');
  try { for await (const chunk of request.body) context.log('got ' + chunk.length); } catch (error) { context.log('the body broke'); throw error; } });
`,
    },
    { settings: { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: String(60 * 1024 * 1024) } },
  );
});
afterAll(() => app.stop());

function open(path: string, options: { method?: string; headers?: Record<string, string | number> } = {}) {
  return request({ port: app.host.port, path, ...options });
}

async function answerTo(sent: ReturnType<typeof open>): Promise<IncomingMessage> {
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

/** The first piece of a body. What comes next waits for whoever reads on. */
async function firstOf(response: IncomingMessage): Promise<string> {
  const [first] = (await once(response, 'data')) as [Buffer];
  response.pause();
  return first.toString();
}

it('streams 50 MB up, by length and chunked', async () => {
  const body = randomBytes(50 * 1024 * 1024);
  const expected = { bytes: body.length, hash: createHash('sha256').update(body).digest('hex') };

  const byLength = await app.fetch('/d/a.pdf', { method: 'PUT', body });
  const sent = open('/d/a.pdf', { method: 'PUT', headers: { 'transfer-encoding': 'chunked' } });
  sent.end(body);
  const chunked = await answerTo(sent);

  expect(await byLength.json()).toMatchObject(expected);
  expect(JSON.parse(await text(chunked))).toMatchObject(expected);
});

it('streams a body back as it comes in', async () => {
  const sent = open('/echo', { method: 'POST', headers: { 'transfer-encoding': 'chunked' } });
  sent.write('one');
  const response = await answerTo(sent);

  const first = await firstOf(response);
  sent.end('two');

  expect(first).toBe('one');
  expect(await text(response)).toBe('two');
});

it('sends the first bytes before the last are there', async () => {
  const response = await answerTo(open('/gated').end());
  const first = await firstOf(response);
  await app.fetch('/open');

  expect(first + (await text(response))).toBe('first last');
});

it('hands on names, query and headers as the cloud does', async () => {
  const sent = open('/d/x/../a//b%2fc%252f%20%E2%80%AE?a=1&a=2', { method: 'PUT', headers: { 'x-a': '7' } });
  const response = await answerTo(sent.end());

  expect(JSON.parse(await text(response))).toMatchObject({
    name: 'a//b%2fc%2f \u202E',
    url: '/d/a//b%252fc%252f%20%E2%80%AE',
    all: ['1', '2'],
    x: '7',
    bytes: 0,
  });
  expect(response.headers['x-house']).toBe('docscore');
  expect(response.headers['x-ms-invocation-id']).toMatch(/^[0-9a-f-]{36}$/);
});

it.each([
  { path: '/throws', status: 500 },
  { path: '/bare', status: 500 },
  { path: '/nothing', status: 204 },
  { path: '/cached', status: 304 },
])('ends $path with $status and an empty body', async ({ path, status }) => {
  const response = await app.fetch(path);

  expect([response.status, await response.text()]).toEqual([status, '']);
});

it('lets a handler refuse a body that it does not read', async () => {
  const response = await app.fetch('/refuse', { method: 'PUT', body: Buffer.alloc(20_000_000) });

  expect([response.status, response.headers.get('retry-after'), await response.text()]).toEqual([
    413,
    '3',
    'too large',
  ]);
});

it('serves others after bodies that nobody read', async () => {
  for (let time = 0; time < 10; time++) {
    expect((await app.fetch('/refuse', { method: 'PUT', body: randomBytes(1_000_001) })).status).toBe(413);
    expect((await app.fetch('/cached')).status).toBe(304);
  }
});

it('aborts the client when the body fails midway', async () => {
  const response = await answerTo(open('/broken').end());
  await firstOf(response);
  await app.fetch('/open');

  await expect(text(response)).rejects.toThrow('aborted');
});

it('refuses a body over the limit, also a chunked one', async () => {
  const size = 60 * 1024 * 1024 + 1;
  const byLength = open('/d/a', { method: 'PUT', headers: { 'content-length': size } });
  byLength.flushHeaders();
  byLength.on('error', () => undefined);
  const refused = await answerTo(byLength);
  const chunked = open('/d/a', { method: 'PUT', headers: { 'transfer-encoding': 'chunked' } });
  chunked.on('error', () => undefined);
  chunked.end(Buffer.alloc(size));
  const cutOff = await answerTo(chunked);

  expect([refused.statusCode, refused.headers.connection]).toEqual([500, 'close']);
  expect([cutOff.statusCode, cutOff.headers.connection]).toEqual([500, 'close']);
  byLength.destroy();
});

it('tells the handler that the client is gone', async () => {
  const from = app.lines.length;
  const sent = open('/waits', { method: 'PUT', headers: { 'content-length': 10 } });
  sent.on('error', () => undefined);
  sent.write('abc');
  await app.said('got 3', from);

  sent.destroy();

  await app.said('the body broke', from);
  await app.said("Executed 'Functions.waits' (Failed", from);
});

it('opens no port for the stream proxy of the library', async () => {
  expect(await (await app.fetch('/listening')).json()).toEqual([]);
});

it('does not let a client take over a call by an invocation id', async () => {
  const gated = await answerTo(open('/gated').end());
  const id = String(gated.headers['x-ms-invocation-id']);

  const other = await app.fetch('/number/1', { headers: { 'x-ms-invocation-id': id } });
  await app.fetch('/open');

  expect(await other.text()).toBe('1');
  expect(other.headers.get('x-ms-invocation-id')).not.toBe(id);
  expect(await text(gated)).toBe('first last');
});

import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { imports, type RunningApp, startApp } from '../an-app.ts';

let app: RunningApp;

beforeAll(async () => {
  app = await startApp(
    {
      'index.mjs': `${imports}
const methods = ['GET', 'POST'];
app.http('echo', { methods, route: 'echo/{kind:alpha?}', handler: async (request) => ({
  jsonBody: { method: request.method, url: request.url, params: request.params, a: request.query.get('a'), b: request.query.get('b'),
    x: request.headers.get('x-a'), user: request.user, body: [...new Uint8Array(await request.arrayBuffer())] } }) });
app.http('any', { handler: async (request) => {
  const answers = {
    string: { body: 'text' },
    json: { body: 'loses', jsonBody: { wins: true } },
    teapot: new HttpResponse({ status: 418, headers: { 'x-a': '1' }, body: Buffer.from([1, 2, 3]) }),
    web: new Response('web', { status: 202 }),
    status199: { status: 199 }, status600: { status: 600 },
    none: { status: 204 },
    badHeader: { headers: { 'x\\n': 'y' } },
    cookie: { cookies: [{ name: 'a', value: 'b c', maxAge: 5, secure: true, sameSite: 'Strict', httpOnly: true }] },
    bare: 'text',
    nothing: undefined,
  };
  return answers[request.query.get('kind')];
} });
app.http('throws', { handler: () => { throw new Error('secret'); } });
`,
    },
    { settings: { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '1000' } },
  );
});
afterAll(() => app.stop());

it('gives the handler method, URL, parameters, query, headers and body', async () => {
  const headers = { 'x-a': '1', 'content-type': 'application/octet-stream' };

  const response = await app.fetch('/api/echo/abc?a=1&a=2&b=', {
    method: 'POST',
    headers,
    body: Buffer.from([0, 255]),
  });

  expect(await response.json()).toEqual({
    method: 'POST',
    url: `http://127.0.0.1:${app.host.port}/api/echo/abc?a=1&a=2&b=`,
    params: { kind: 'abc' },
    a: '1,2',
    b: '',
    x: '1',
    user: null,
    body: [0, 255],
  });
});

it('takes the user from the platform header', async () => {
  const principal = { identityProvider: 'aad', userId: 'u1', userDetails: 'someone', userRoles: ['reader'] };
  const headers = { 'x-ms-client-principal': Buffer.from(JSON.stringify(principal)).toString('base64') };

  const { user } = (await (await app.fetch('/api/echo', { headers })).json()) as { user: { id: string } };

  expect(user).toMatchObject({ id: 'u1' });
});

it.each([
  { kind: 'string', status: 200, type: 'text/plain;charset=UTF-8', body: 'text' },
  { kind: 'json', status: 200, type: 'application/json', body: '{"wins":true}' },
  { kind: 'teapot', status: 418, type: null, body: '\u0001\u0002\u0003' },
  { kind: 'web', status: 202, type: 'text/plain;charset=UTF-8', body: 'web' },
  { kind: 'status199', status: 500, type: null, body: '' },
  { kind: 'status600', status: 500, type: null, body: '' },
  { kind: 'none', status: 204, type: null, body: '' },
  { kind: 'badHeader', status: 500, type: null, body: '' },
  { kind: 'bare', status: 500, type: null, body: '' },
  { kind: 'nothing', status: 204, type: null, body: '' },
])('answers $status for a handler that returns "$kind"', async ({ kind, ...expected }) => {
  const response = await app.fetch(`/api/any?kind=${kind}`);

  const { status } = response;
  expect({ status, type: response.headers.get('content-type'), body: await response.text() }).toEqual(expected);
});

it('writes a cookie as ASP.NET Core does, with the default path', async () => {
  const response = await app.fetch('/api/any?kind=cookie');

  expect(response.headers.get('set-cookie')).toBe('a=b%20c; max-age=5; path=/; secure; samesite=strict; httponly');
});

it('answers a throwing handler with 500 and nothing else', async () => {
  const response = await app.fetch('/api/throws');

  expect([response.status, await response.text()]).toEqual([500, '']);
  await app.said("Executed 'Functions.throws' (Failed, Id=");
});

it.each([
  { what: 'an unknown route', path: '/api/nothing', method: 'GET' },
  { what: 'a wrong method', path: '/api/echo', method: 'DELETE' },
  { what: 'a parameter of the wrong kind', path: '/api/echo/a1', method: 'GET' },
  { what: 'a preflight while CORS is off', path: '/api/echo', method: 'OPTIONS' },
  { what: 'an unknown webhook', path: '/runtime/webhooks/nothing', method: 'POST' },
])('answers $what with 404 and nothing else', async ({ path, method }) => {
  const response = await app.fetch(path, { method });

  expect([response.status, await response.text()]).toEqual([404, '']);
});

it('shows its home page at the root', async () => {
  const response = await app.fetch('/');

  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
});

it('refuses a body over the limit, and the connection with it', async () => {
  const response = await app.fetch('/api/echo', { method: 'POST', body: Buffer.alloc(1001) });

  expect([response.status, response.headers.get('connection')]).toEqual([500, 'close']);
  expect((await app.fetch('/api/echo', { method: 'POST', body: Buffer.alloc(1000) })).status).toBe(200);
});

it('drops a chunked body, as the cloud does without streaming', async () => {
  const { port } = app.host;
  const headers = { 'transfer-encoding': 'chunked' };

  const answer = await new Promise<string>((resolve, reject) => {
    const sent = request({ port, path: '/api/echo', method: 'POST', headers }, (response) => resolve(text(response)));
    sent.on('error', reject).end('abc');
  });

  expect(JSON.parse(answer)).toMatchObject({ body: [] });
});

import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json, text } from 'node:stream/consumers';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { target } from '../target.ts';

const { functions } = await target(['--only=functions', `--app=${join(import.meta.dirname, 'app-http')}`]);

interface Echo {
  method: string;
  url: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  params: Record<string, string>;
  hasBody: boolean;
  body: string;
  user: { id: string; username: string; type: string } | null;
}

const call = (path: string, init?: RequestInit) => fetch(`${functions.url}${path}`, init);
const echo = async (path: string, init?: RequestInit) => (await call(path, init)).json() as Promise<Echo>;

/** As it is written, which `fetch` does not do. */
async function raw(
  path: string,
  options: { method?: string; headers?: Record<string, string | string[]>; body?: string | Buffer },
) {
  const sent = request(functions.url, { ...options, path });
  sent.on('error', () => undefined);
  if (options.body === undefined) sent.end();
  else sent.end(options.body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

describe(page('azure-functions/functions-bindings-http-webhook-trigger'), () => {
  it('decodes a route parameter and leaves an absent optional one out', async () => {
    expect(await (await call('/api/items/7')).json()).toEqual({ id: '7' });
    expect(await (await call('/api/items/7/caf%C3%A9%20x')).json()).toEqual({ id: '7', part: 'café x' });
  });

  it('does not know a path whose parameter breaks its constraint', async () => {
    const response = await call('/api/items/seven');

    expect([response.status, await response.text()]).toEqual([404, '']);
  });

  it.each([
    { what: 'an unknown route', path: '/api/nowhere', method: 'GET' },
    { what: 'a method that is not listed', path: '/api/posts', method: 'GET' },
    { what: 'a path without the prefix', path: '/echo', method: 'GET' },
    { what: 'a preflight where CORS is off', path: '/api/posts', method: 'OPTIONS' },
  ])('answers $what with 404 and no body', async ({ path, method }) => {
    const response = await call(path, { method });

    expect([response.status, await response.text()]).toEqual([404, '']);
  });

  it('finds a route in any case and with a slash at its end', async () => {
    expect((await call('/API/Items/7/')).status).toBe(200);
  });

  it('gives a catch-all all segments, none, and keeps double slashes', async () => {
    const name = async (path: string) => ((await (await raw(path, {})).toArray()) as Buffer[]).toString();

    expect(JSON.parse(await name('/api/files/a//b'))).toMatchObject({ name: 'a//b' });
    expect(JSON.parse(await name('/api/files'))).toMatchObject({ name: null });
  });

  it('shows a home page at the root', async () => {
    const response = await call('/');

    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
  });
});

describe(
  source('Azure/azure-functions-host/src/WebJobs.Script.Grpc/MessageExtensions/GrpcMessageConversionExtensions.cs'),
  () => {
    it('joins the values of a repeated query key', async () => {
      expect((await echo('/api/echo?a=1&a=2&b=3')).query).toEqual({ a: '1,2', b: '3' });
    });

    it('keeps an empty query value', async () => {
      expect((await echo('/api/echo?a=&b=1')).query).toEqual({ a: '', b: '1' });
    });

    it('gives headers in lower case, those that repeat joined', async () => {
      const response = await raw('/api/echo', { headers: { 'X-One': 'a', 'X-Two': ['b', 'c'] } });

      expect(((await json(response)) as Echo).headers).toMatchObject({ 'x-one': 'a', 'x-two': 'b, c' });
    });

    it('drops the body of a GET', async () => {
      const response = await raw('/api/echo', { headers: { 'content-length': '3' }, body: 'abc' });

      expect((await json(response)) as Echo).toMatchObject({ method: 'GET', hasBody: false, body: '' });
    });

    it('gives a POST without a body none', async () => {
      expect(await echo('/api/echo', { method: 'POST' })).toMatchObject({ hasBody: false, body: '' });
    });

    it('hands on a binary body unchanged', async () => {
      const body = Buffer.from(Array.from({ length: 70_000 }, (_, n) => n % 256));

      expect((await echo('/api/echo', { method: 'POST', body })).body).toBe(body.toString('base64'));
    });

    it('does not hand on a chunked body when it buffers', async () => {
      const response = await raw('/api/echo', {
        method: 'POST',
        headers: { 'transfer-encoding': 'chunked' },
        body: 'abc',
      });

      expect(((await json(response)) as Echo).body).toBe('');
    });

    it('hands on URL-encoded forms and multipart ones', async () => {
      const form = new FormData();
      form.set('field', 'ä');
      form.set('file', new File(['content'], 'a.txt'));

      const encoded = await call('/api/form', { method: 'POST', body: new URLSearchParams({ a: '1 2', b: '&' }) });
      const multipart = await call('/api/form', { method: 'POST', body: form });

      expect(await encoded.json()).toEqual([
        ['a', '1 2'],
        ['b', '&'],
      ]);
      expect(await multipart.json()).toEqual([
        ['field', 'ä'],
        ['file', { file: 'a.txt', text: 'content' }],
      ]);
    });

    it('gives the URL as the client wrote its host', async () => {
      expect((await echo('/api/echo?a=1', { headers: {} })).url).toBe(`${functions.url}/api/echo?a=1`);
    });
  },
);

describe(page('app-service/configure-authentication-user-identities'), () => {
  it('makes the user of the header x-ms-client-principal', async () => {
    const principal = { auth_typ: 'aad', claims: [{ typ: 'name', val: 'Ada' }], name_typ: 'name', role_typ: 'role' };
    const headers = {
      'x-ms-client-principal': Buffer.from(JSON.stringify(principal)).toString('base64'),
      'x-ms-client-principal-id': 'ada-1',
      'x-ms-client-principal-name': 'Ada',
      'x-ms-client-principal-idp': 'aad',
    };

    expect((await echo('/api/echo', { headers })).user).toMatchObject({
      id: 'ada-1',
      username: 'Ada',
      type: 'AppService',
    });
    expect((await echo('/api/echo')).user).toBeNull();
  });
});

describe(page('azure-functions/functions-app-settings#functions_request_body_size_limit'), () => {
  it('refuses 100 MB and a byte, and ends the connection', async () => {
    const sent = request(`${functions.url}/api/echo`, { method: 'POST', headers: { 'content-length': 104_857_601 } });
    sent.on('error', () => undefined);
    sent.flushHeaders();

    const [response] = (await once(sent, 'response')) as [IncomingMessage];

    expect([response.statusCode, response.headers.connection]).toEqual([500, 'close']);
    sent.destroy();
  });
});

describe(source('dotnet/aspnetcore/src/Http/Routing'), () => {
  it('resolves dot segments, also encoded ones, before it looks for the route', async () => {
    for (const path of ['/api/files/../posts', '/api/files/%2e%2e/posts', '/api/./posts'])
      expect(await text(await raw(path, { method: 'POST' }))).toBe('posted');
  });

  it('cannot tell %2f from %252f', async () => {
    const name = async (path: string) => ((await json(await raw(path, {}))) as { name: string }).name;

    expect(await name('/api/files/a%2fb')).toBe('a%2fb');
    expect(await name('/api/files/a%252fb')).toBe('a%2fb');
  });

  it('refuses %00 with 400', async () => {
    expect((await raw('/api/files/a%00', {})).statusCode).toBe(400);
  });
});

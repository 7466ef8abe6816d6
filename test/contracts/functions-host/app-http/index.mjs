import { Buffer } from 'node:buffer';
import { app, HttpResponse } from '@azure/functions';

/** What an HTTP function can be asked and can answer; bodies are buffered. */
const methods = ['GET', 'POST', 'PUT', 'OPTIONS'];
const http = (name, handler, route = name) => app.http(name, { methods, route, handler });

http('echo', async (request) => ({
  jsonBody: {
    method: request.method,
    url: request.url,
    query: Object.fromEntries(request.query),
    headers: Object.fromEntries(request.headers),
    params: request.params,
    hasBody: request.body !== null,
    body: Buffer.from(await request.arrayBuffer()).toString('base64'),
    user: request.user,
  },
}));
http('form', async (request) => ({
  jsonBody: await Promise.all(
    [...(await request.formData())].map(async ([name, value]) => [
      name,
      typeof value === 'string' ? value : { file: value.name, text: await value.text() },
    ]),
  ),
}));
http('item', (request) => ({ jsonBody: request.params }), 'items/{id:int}/{part?}');
http('named', (request) => ({ jsonBody: { name: request.params.name ?? null, url: request.url } }), 'files/{*name}');
app.http('posts', { methods: ['POST'], handler: () => ({ body: 'posted' }) });

http('text', () => ({ body: 'grüß' }));
http('json', () => ({ body: 'loses', jsonBody: { wins: true } }));
http('status', (request) => ({ status: Number(request.query.get('code')), body: 'body' }));
http('nothing', () => undefined);
http('throws', () => {
  throw new Error('secret');
});
http('bare', () => 'text');
http('cookies', () => ({
  cookies: [
    { name: 'plain', value: 'a b' },
    {
      name: 'full',
      value: '1',
      path: '/api',
      domain: 'example.org',
      maxAge: 60,
      secure: true,
      httpOnly: true,
      sameSite: 'Lax',
    },
  ],
}));
http('header', () => ({ headers: { 'bad name': 'x' } }));
http('headers', () => new HttpResponse({ status: 429, headers: { 'Retry-After': '7', 'X-Own': 'yes' }, body: 'wait' }));
http('generated', () => ({
  body: (async function* () {
    yield Buffer.from('one ');
    yield Buffer.from('two');
  })(),
}));

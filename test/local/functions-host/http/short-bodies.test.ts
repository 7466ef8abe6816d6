import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { imports, type RunningApp, startApp } from '../an-app.ts';

let app: RunningApp;

beforeAll(async () => {
  app = await startApp({
    'host.json': { version: '2.0', extensions: { http: { customHeaders: { 'X-House': 'host', 'X-Mine': 'host' } } } },
    'index.mjs': `${imports}
app.setup({ enableHttpStream: true });
const ways = {
  text: (request) => request.text(),
  json: async (request) => JSON.stringify(await request.json()),
  bytes: async (request) => Buffer.from(await request.arrayBuffer()).toString(),
  form: async (request) => JSON.stringify(Object.fromEntries(await request.formData())),
  pieces: async (request) => { let all = ''; for await (const piece of request.body) all += Buffer.from(piece).toString(); return all; },
  clone: async (request) => { const copy = request.clone(); return (await request.text()) + (await copy.text()); },
  twice: async (request) => { await request.text(); return request.text().catch((error) => error.constructor.name); },
  nothing: async () => 'unread',
};
for (const [name, read] of Object.entries(ways))
  app.http(name, { methods: ['POST'], handler: async (request) => ({ body: await read(request), headers: { 'x-mine': 'app' } }) });
`,
  });
});
afterAll(() => app.stop());

/** Sent at once, or so that the second half comes when the handler runs already. */
async function post(way: string, body: string, type: string, isSplit: boolean): Promise<string> {
  const sent = request({
    ...{ port: app.host.port, path: `/api/${way}`, method: 'POST' },
    headers: { 'content-type': type, 'content-length': Buffer.byteLength(body) },
  });
  const answered = once(sent, 'response');
  const said = app.lines.length;
  if (!isSplit) sent.end(body);
  else {
    const bytes = Buffer.from(body);
    sent.write(bytes.subarray(0, 5));
    await app.said(`Executing 'Functions.${way}'`, said);
    setImmediate(() => sent.end(bytes.subarray(5)));
  }
  const [response] = (await answered) as Parameters<typeof text>;
  return text(response);
}

const json = '{"text":"Grüße, \u{1F600}"}';

it.each([
  { way: 'text', read: json },
  { way: 'json', read: json },
  { way: 'bytes', read: json },
  { way: 'pieces', read: json },
  { way: 'clone', read: json + json },
  { way: 'twice', read: 'TypeError' },
  { way: 'nothing', read: 'unread' },
  { way: 'form', body: 'a=1&b=%20', type: 'application/x-www-form-urlencoded', read: '{"a":"1","b":" "}' },
])('reads a body as $way, whether it came whole or in pieces', async ({ way, body = json, type, read }) => {
  const contentType = type ?? 'application/json';

  expect(await post(way, body, contentType, false)).toBe(read);
  expect(await post(way, body, contentType, true)).toBe(read);
});

it('reads a body without bytes as an empty one', async () => {
  expect(await post('text', '', 'text/plain', false)).toBe('');
  expect(await post('pieces', '', 'text/plain', false)).toBe('');
});

it('says the customHeaders that the handler does not say itself', async () => {
  const { headers } = await app.fetch('/api/nothing', { method: 'POST' });

  expect([headers.get('x-house'), headers.get('x-mine')]).toEqual(['host', 'app']);
});

import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { app } from '@azure/functions';

/** Bodies flow. `gate` lets a test decide how far an answer has come. */
app.setup({ enableHttpStream: true });
const gate = new EventEmitter();
const methods = ['GET', 'POST', 'PUT'];
const http = (name, handler, route = name) => app.http(name, { methods, route, handler });

http('gated', () => ({
  body: (async function* () {
    yield Buffer.from('first ');
    await once(gate, 'open');
    yield Buffer.from('last');
  })(),
}));
http('broken', () => ({
  body: (async function* () {
    yield Buffer.from('first ');
    await once(gate, 'open');
    throw new Error('midway');
  })(),
}));
http('open', () => {
  gate.emit('open');
  return {};
});
http('digest', async (request) => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { jsonBody: { bytes, sha256: hash.digest('hex') } };
});
http('echo', (request) => ({ body: request.body }));
http('bytes', (request) => {
  const count = Number(request.query.get('count'));
  return {
    body: (async function* () {
      for (let sent = 0; sent < count; sent += 65_536)
        yield Buffer.alloc(Math.min(65_536, count - sent), sent / 65_536);
    })(),
  };
});
http('throws', () => {
  throw new Error('secret');
});
http('nothing', () => undefined);
http('refuses', () => ({ status: 413, body: 'too large' }));
http('cached', () => ({ status: 304, headers: { ETag: '"1"' } }));
http('cookie', () => ({ cookies: [{ name: 'plain', value: 'a b' }] }));
http('number', async (request) => ({ body: `${request.params.n}${await request.text()}` }), 'number/{n}');
http('query', (request) => ({
  jsonBody: { all: request.query.getAll('a'), url: request.url, x: request.headers.get('x-own') },
}));

import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { json, text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { target } from '../target.ts';

const { functions } = await target(['--only=functions', `--app=${join(import.meta.dirname, 'app-stream')}`]);

const call = (path: string, init?: RequestInit) => fetch(`${functions.url}/${path}`, init);
const open = (path: string, options: { method?: string; headers?: Record<string, string> } = {}) =>
  request(`${functions.url}/${path}`, options).on('error', () => undefined);

async function answerTo(sent: ClientRequest): Promise<IncomingMessage> {
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

/** The first piece of a body. What comes next waits for whoever reads on. */
async function firstOf(response: IncomingMessage): Promise<string> {
  const [first] = (await once(response, 'data')) as [Buffer];
  response.pause();
  return first.toString();
}

const chunked = { 'transfer-encoding': 'chunked' };

describe(page('azure-functions/functions-reference-node#http-streams'), () => {
  it('sends the first byte before the last is there', async () => {
    const response = await answerTo(open('gated').end());
    const first = await firstOf(response);
    await call('open');

    expect(first + (await text(response))).toBe('first last');
  });

  it('gives the handler the first byte before the last was sent', async () => {
    const sent = open('echo', { method: 'POST', headers: chunked });
    sent.write('one');
    const response = await answerTo(sent);
    const first = await firstOf(response);
    sent.end('two');

    expect([first, await text(response)]).toEqual(['one', 'two']);
  });

  it.each([{ how: 'by length' }, { how: 'chunked' }])('takes 50 MB $how', async ({ how }) => {
    const body = randomBytes(50 * 1024 * 1024);
    const headers = how === 'chunked' ? chunked : { 'content-length': String(body.length) };

    const response = await answerTo(open('digest', { method: 'PUT', headers }).end(body));

    expect(await json(response)).toEqual({
      bytes: body.length,
      sha256: createHash('sha256').update(body).digest('hex'),
    });
  });

  it('sends 50 MB, each byte in its place, also to a client that is slow at first', async () => {
    const count = 50 * 1024 * 1024;
    const response = await answerTo(open(`bytes?count=${count}`).end());
    response.pause();
    await call('number/1');
    let at = 0;
    let wrong = 0;
    for await (const chunk of response as AsyncIterable<Buffer>)
      for (const byte of chunk) if (byte !== (Math.floor(at++ / 65_536) & 0xff)) wrong++;

    expect([at, wrong]).toEqual([count, 0]);
  });

  it('mixes up none of 200 calls at once', async () => {
    const numbers = Array.from({ length: 200 }, (_, n) => n);

    const answers = await Promise.all(
      numbers.map(async (n) => (await call(`number/${n}`, { method: 'POST', body: `-${n}` })).text()),
    );

    expect(answers).toEqual(numbers.map((n) => `${n}-${n}`));
  });

  it('gives every value of a repeated query key, the URL and the headers', async () => {
    expect(await (await call('query?a=1&a=2', { headers: { 'X-Own': 'yes' } })).json()).toEqual({
      all: ['1', '2'],
      url: `${functions.url}/query?a=1&a=2`,
      x: 'yes',
    });
  });

  it('passes status and headers of an answer without a body', async () => {
    const response = await call('cached');

    expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([304, '"1"', '']);
  });

  it('hears a handler that answers without reading the body, and serves the next', async () => {
    for (let time = 0; time < 3; time++) {
      const response = await call('refuses', { method: 'PUT', body: Buffer.alloc(5_000_000) });
      expect([response.status, await response.text()]).toEqual([413, 'too large']);
    }
  });
});

describe(source('Azure/azure-functions-nodejs-library/src/http/httpProxy.ts'), () => {
  it('says the invocation id in the answer', async () => {
    expect((await call('cached')).headers.get('x-ms-invocation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('gives a cookie no path of its own', async () => {
    expect((await call('cookie')).headers.getSetCookie()).toEqual(['plain=a%20b']);
  });

  it('does not let a client take over a call by its invocation id', async () => {
    const gated = await answerTo(open('gated').end());
    const id = String(gated.headers['x-ms-invocation-id']);

    const other = await call('number/1', { headers: { 'x-ms-invocation-id': id } });
    await call('open');

    expect([await other.text(), other.headers.get('x-ms-invocation-id') === id]).toEqual(['1', false]);
    expect(await text(gated)).toBe('first last');
  });

  it('does not stop a handler whose client is gone', async () => {
    const gone = open('gated').end();
    await firstOf(await answerTo(gone));
    gone.destroy();
    const other = await answerTo(open('gated').end());
    await firstOf(other);
    await call('open');

    expect(await text(other)).toBe('last');
  });
});

describe(
  source('Azure/azure-functions-nodejs-library/issues/324 (kinder here: the cloud lets the client wait)'),
  () => {
    it('ends the request of a handler that throws with 500', async () => {
      const response = await call('throws');

      expect([response.status, await response.text()]).toEqual([500, '']);
    });

    it('ends the request of a handler that returns nothing with 204', async () => {
      expect((await call('nothing')).status).toBe(204);
    });

    it('aborts the client when the body fails midway', async () => {
      const response = await answerTo(open('broken').end());
      await firstOf(response);
      await call('open');

      await expect(text(response)).rejects.toThrow('aborted');
    });
  },
);

describe(page('azure-functions/functions-bindings-http-webhook#hostjson-settings'), () => {
  it('frees the slot of a client that went away', async () => {
    const gone = await Promise.all(
      Array.from({ length: 250 }, async () => {
        const sent = open('echo', { method: 'POST', headers: chunked });
        sent.write('x');
        await answerTo(sent);
        return sent;
      }),
    );
    const waiting = call('number/7');
    for (const sent of gone) sent.destroy();

    expect(await (await waiting).text()).toBe('7');
  });
});

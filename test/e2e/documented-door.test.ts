import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openApiDocument } from '../../src/functions/http/openapi/document.ts';
import { routes } from '../../src/functions/http/routes.ts';
import { documentedDoor } from './documented-door.ts';

const document = openApiDocument(routes, { version: '1.2.3', manifests: [], defaultModel: '' });
const live = { status: 'live' };
const problem = { type: 'about:blank', title: 'No', status: 404, code: 'not-found', detail: 'No', traceId: '1' };
const [json, problemJson] = ['application/json', 'application/problem+json'];

describe('the door before a system', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  /** Before a server that describes itself as docscore does, and answers all else like this. */
  async function aDoor(listener: RequestListener) {
    const server = createServer((request, response) => {
      if (request.url === '/api/openapi.json') response.end(JSON.stringify(document));
      else listener(request, response);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    closing.push(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    const door = await documentedDoor(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, 'a-key');
    closing.push(() => door.close().catch(() => undefined));
    return door;
  }

  const answering = (status: number, type: string, body: unknown) =>
    aDoor((_, response) => {
      const content = body === undefined ? '' : JSON.stringify(body);
      response.writeHead(status, type === '' ? {} : { 'content-type': type }).end(content);
    });

  it.each([
    { what: 'a documented body', path: '/api/health/live', status: 200, type: `${json}; charset=utf-8`, body: live },
    { what: 'a problem', path: '/api/documents/x', status: 404, type: problemJson, body: problem },
    { what: 'no body where none is due', path: '/api/documents', status: 401, type: '', body: undefined },
    { what: 'what the host says of no route', path: '/api/nothing', status: 404, type: '', body: undefined },
    { what: 'what the host answers on its own paths', path: '/admin/host', status: 202, type: '', body: undefined },
  ])('lets $what pass', async ({ path, status, type, body }) => {
    const door = await answering(status, type, body);

    expect((await fetch(`${door.url}${path}?limit=1`)).status).toBe(status);

    await expect(door.close()).resolves.toBeUndefined();
  });

  it.each([
    { what: 'another status', path: '/api/health/live', status: 418, type: json, body: live, says: 'status' },
    { what: 'another type', path: '/api/health/live', status: 200, type: 'text/plain', body: live, says: 'text/plain' },
    {
      what: 'another value',
      path: '/api/health/live',
      status: 200,
      type: json,
      body: { status: 'x' },
      says: '/status',
    },
    { what: 'a member more', path: '/api/health/live', status: 200, type: json, body: { ...live, a: 1 }, says: 'NOT' },
    { what: 'a member less', path: '/api/documents', status: 200, type: json, body: {}, says: "'documents'" },
    { what: 'no body', path: '/api/health/live', status: 200, type: json, body: undefined, says: 'no body' },
    { what: 'a body where none is due', path: '/api/models', status: 401, type: json, body: {}, says: json },
    { what: 'an unknown path', path: '/api/nothing', status: 200, type: json, body: {}, says: 'no such operation' },
  ])(
    'tells of $what when it closes, and the caller sees it all the same',
    async ({ path, status, type, body, says }) => {
      const door = await answering(status, type, body);

      expect((await fetch(`${door.url}${path}`)).status).toBe(status);

      await expect(door.close()).rejects.toThrow(says);
      expect([...door.mistakes]).toEqual([expect.stringContaining(`GET ${path} ${String(status)}: `)]);
    },
  );

  it('passes bytes on in both directions, and knows a name with slashes from other paths', async () => {
    const sent = Buffer.alloc(300_000, 'abc');
    const receipt = { documentId: 'a', version: '0x1', name: 'a/b.txt', sizeBytes: sent.length };
    const bodies: Buffer[] = [];
    const door = await aDoor((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        bodies.push(Buffer.concat(chunks));
        response.writeHead(202, { 'content-type': json }).end(JSON.stringify(receipt));
      });
    });

    const answer = await fetch(`${door.url}/api/documents/a/b.txt`, { method: 'PUT', body: sent });

    expect(await answer.json()).toEqual(receipt);
    expect(bodies).toEqual([sent]);
    await expect(door.close()).resolves.toBeUndefined();
  });

  it('breaks off what the system breaks off', async () => {
    const door = await aDoor((request) => request.socket.destroy());

    await expect(fetch(`${door.url}/api/health/live`)).rejects.toThrow('fetch failed');
  });
});

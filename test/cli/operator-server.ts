import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { DocumentDetail } from '../../src/domain/document-view.ts';
import type { DeadCauses } from '../../src/domain/operator-view.ts';
import type { DocumentServer } from './document-server.ts';
import { aDetail } from './documents.ts';

/**
 * docscore's operators' API over a real socket, with what it does played. Scored documents are reprocessed and deleted, dead
 * ones replayed, running ones cancelled; everything else is refused with 409.
 */
export async function operatorServer(details: readonly DocumentDetail[]): Promise<DocumentServer & { sent: string[] }> {
  const [requests, sent, key, token] = [[] as string[], [] as string[], 'a-key', 'a-token'];
  const known = new Map(details.map((detail) => [detail.documentId, detail]));

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const [method, url] = [request.method ?? '', new URL(request.url ?? '', 'http://localhost')];
    requests.push(`${method} ${url.pathname}${url.search}`);
    const body = await text(request);
    if (body !== '') sent.push(body);
    const [, , what, id = '', order = ''] = url.pathname.split('/');
    const isReading = what === 'documents' && method === 'GET';
    const mayIn = isReading
      ? request.headers['x-functions-key'] === key
      : request.headers.authorization === `Bearer ${token}`;
    if (!mayIn) response.writeHead(401).end();
    else if (what === 'backfill') json(response, backfillPage(url.searchParams.get('next')));
    else if (what === 'dead' && id === 'replay') json(response, replayed(sent.length));
    else if (what === 'dead' && url.searchParams.has('cause')) json(response, { documents: [aDead('bad.pdf')] });
    else if (what === 'dead') json(response, causes);
    else if (!known.has(id)) problem(response, 404, 'There is no such document');
    else if (method === 'GET') json(response, known.get(id));
    else act(response, known.get(id) ?? aDetail(), method === 'DELETE' ? 'delete' : order);
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    ...{ key, token, requests, sent, bodies: new Map(), tokenFor: () => Promise.resolve(token) },
    add: (detail) => void known.set(detail.documentId, detail),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const aDead = (name: string) => aDetail({ name, state: 'dead', stage: 'ocr' });

const ends: Readonly<Record<string, readonly [string, string]>> = {
  reprocess: ['scored', 'pending'],
  delete: ['scored', 'deleted'],
  replay: ['dead', 'pending'],
  cancel: ['running', 'cancelled'],
};

function act(response: ServerResponse, { documentId, version, run, name, state }: DocumentDetail, order: string) {
  const [from, to] = ends[order] ?? [];
  if (order === 'delete' && state === 'deleted') response.writeHead(204).end();
  else if (state !== from) problem(response, 409, `There is nothing to ${order}: the document is ${state}`);
  else json(response, { documentId, version, run: order === 'reprocess' ? run + 1 : run, name, state: to }, 202);
}

const causes: DeadCauses = {
  total: 3,
  isAll: true,
  causes: [
    {
      cause: '3f2a90b1c4d5',
      stage: 'ocr',
      code: 'crashed',
      message: 'The worker died … times',
      count: 3,
      firstSeen: '2026-11-21T14:05:00.000Z',
      lastSeen: '2026-11-21T15:05:00.000Z',
      sample: [{ documentId: aDead('bad.pdf').documentId, name: 'bad\u202e.pdf', message: 'The worker died 5 times' }],
    },
  ],
};

const replayed = (call: number) => ({
  replayed: call === 1 ? 200 : 1,
  skipped: 0,
  unknown: 0,
  more: call === 1,
  before: '2026-11-21T15:00:00.000Z',
});

const backfillPage = (next: string | null) =>
  next === null ? { looked: 200, registered: 3, next: 'page-2' } : { looked: 5, registered: 1 };

function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function problem(response: ServerResponse, status: number, detail: string): void {
  const body = JSON.stringify({ type: 'about:blank', title: 'Not done', status, detail });
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(body);
}

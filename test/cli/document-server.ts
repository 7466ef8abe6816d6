import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DocumentDetail } from '../../src/domain/document-view.ts';
import type { End } from '../../src/domain/job.ts';
import { documentId } from '../../src/jobs/identity.ts';
import { aDetail } from './documents.ts';

export interface DocumentServer extends AsyncDisposable {
  readonly url: string;
  readonly key: string;
  readonly token: string;
  readonly tokenFor: () => Promise<string>;
  /** Bodies by document name. */
  readonly bodies: Map<string, Buffer>;
  readonly requests: string[];
  add(detail: DocumentDetail): void;
}

/** How a document ends, by a word in its name: `dead`, `rejected`; else it is scored. */
const endOf = (name: string): End => (['dead', 'rejected'] as const).find((end) => name.includes(end)) ?? 'scored';

/**
 * docscore's documents API over a real socket, with the processing played: each look at a document moves it one step on.
 * Names with `refused` get a 400, with `too-large` a 413 before their body was read; as with the host, the rest of it is still taken.
 */
export async function documentServer(): Promise<DocumentServer> {
  const details = new Map<string, DocumentDetail>();
  const [bodies, requests, key] = [new Map<string, Buffer>(), [] as string[], 'a-key'];

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const url = new URL(request.url ?? '', 'http://localhost');
    const rest = url.pathname.split('/').slice(3).join('/');
    const found = details.get(rest);
    if (request.headers['x-functions-key'] !== key) response.writeHead(401).end();
    else if (request.method === 'PUT') await put(decodeURIComponent(rest), request, response);
    else if (rest === '') json(response, 200, list(url.searchParams));
    else if (!found) problem(response, 404, 'There is no such document');
    else {
      details.set(rest, oneStepOn(found));
      json(response, 200, found);
    }
  };
  const put = async (name: string, request: IncomingMessage, response: ServerResponse) => {
    if (name.includes('refused')) {
      problem(response, 400, 'The name breaks a rule', 'Choose another name');
      return;
    }
    if (name.includes('too-large')) {
      problem(response, 413, 'A document has at most 50 MB', 'Split it');
      request.resume();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    bodies.set(name, body);
    const detail = aDetail({ name, sizeBytes: body.length, state: 'pending', stage: 'ocr' });
    details.set(detail.documentId, detail);
    json(response, 202, {
      documentId: documentId('documents', name),
      version: detail.version,
      name,
      sizeBytes: body.length,
    });
  };
  const list = (query: URLSearchParams) => {
    const [limit, offset] = [Number(query.get('limit') ?? 50), Number(query.get('next') ?? 0)];
    const all = [...details.values()]
      .filter(({ state, name }) => state === (query.get('state') ?? state) && name.startsWith(query.get('name') ?? ''))
      .toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
    const next = offset + limit < all.length ? String(offset + limit) : undefined;
    const documents = all.slice(offset, offset + limit);
    for (const detail of documents) details.set(detail.documentId, oneStepOn(detail));
    return { documents, next };
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    key,
    token: 'a-token',
    tokenFor: () => Promise.resolve('a-token'),
    bodies,
    requests,
    add: (detail) => void details.set(detail.documentId, detail),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function oneStepOn(detail: DocumentDetail): DocumentDetail {
  const { name, sizeBytes, state } = detail;
  if (state === 'pending') return aDetail({ name, sizeBytes, state: 'running', stage: 'ocr' });
  return state === 'running' ? aDetail({ name, sizeBytes, state: endOf(name) }) : detail;
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function problem(response: ServerResponse, status: number, detail: string, next?: string): void {
  const body = JSON.stringify({ type: 'about:blank', title: 'Not done', status, detail, next });
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(body);
}

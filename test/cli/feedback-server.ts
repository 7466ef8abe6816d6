import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { DocumentDetail } from '../../src/domain/document-view.ts';

interface Said {
  readonly label: string;
  readonly note?: string;
  readonly predictionId?: string;
  readonly correct?: true;
}

/** docscore's corrections and feedback over a real socket, with what it answers played. The model's labels are `receipt` and `invoice`. */
export async function feedbackServer(document: DocumentDetail) {
  const [requests, key, token] = [
    [] as { asked: string; match?: string | undefined; body?: Said }[],
    'a-key',
    'a-token',
  ];
  let correction: object | undefined;

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const sent = await text(request);
    const body = sent === '' ? undefined : (JSON.parse(sent) as Said);
    const match = request.headers['if-match'] ?? request.headers['if-none-match'];
    requests.push({ asked: `${request.method ?? ''} ${url.pathname}${url.search}`, match, ...(body && { body }) });
    const path = url.pathname.split('/').slice(2).join('/');
    if (path === `documents/${document.documentId}`) json(response, 200, document);
    else if (path === `documents/${document.documentId}/corrections`)
      json(response, 200, { corrections: correction ? [correction] : [] });
    else if (path.endsWith('/corrections/document-type') && body) {
      if (!['receipt', 'invoice'].includes(body.label)) problem(response, 400, `${body.label} is no label`);
      else json(response, 201, (correction = viewOf(document, body)));
    } else if (path === 'feedback' && body?.predictionId === 'request:one:0')
      json(response, 200, { ...saidOf((body as Partial<Said>).label ?? 'receipt'), predictionId: body.predictionId });
    else if (path === 'models/document-type/corrections') json(response, 200, page(url.searchParams.get('next')));
    else problem(response, 404, 'There is no such thing');
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    ...{ key, token, requests },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const at = '2026-06-01T12:00:00.000Z';

const saidOf = (label: string) => ({
  ...{ model: 'document-type', modelVersion: '1.0.0', slot: 'green', label, predicted: 'receipt', revision: 1, at },
});

const viewOf = ({ documentId, version, run }: DocumentDetail, { label, note }: Said) => ({
  ...{ documentId, version, run, ...saidOf(label), note, by: 'app:operator', earlier: [], etag: '"v.1"' },
});

const rowOf = (letter: string, label: string) => ({
  ...{ id: letter.repeat(26), modelVersion: '1.0.0', subject: 'request:one:0', label, predicted: 'receipt', at },
  row: { text: `of ${letter}` },
});

const page = (next: string | null) =>
  next === null ? { corrections: [rowOf('a', 'receipt')], next: 'more' } : { corrections: [rowOf('b', 'invoice')] };

function json(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function problem(response: ServerResponse, status: number, detail: string) {
  response
    .writeHead(status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ title: 'No', status, detail }));
}

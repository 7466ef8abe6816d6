import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { OcrPage } from '../../../src/domain/ocr.ts';

interface Fault {
  readonly on: 'POST' | 'GET';
  readonly status: number;
  readonly body?: object;
  readonly headers?: Record<string, string>;
}

/** Document Intelligence's prebuilt-read on the wire, 2023-07-31. `analyse` is its engine. */
export async function documentIntelligenceServer(analyse: (file: Buffer, pages: string | null) => Promise<OcrPage[]>) {
  const faults: Fault[] = [];
  const requests: { method: string; pages: string | null }[] = [];
  const operations = new Map<string, { polls: number; pages: OcrPage[] }>();

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', headers } = request;
    const url = new URL(request.url ?? '', `http://${headers.host ?? ''}`);
    const body = await buffer(request);
    const send = (status: number, content?: object, more = {}) => {
      response
        .writeHead(status, { 'content-type': 'application/json', ...more })
        .end(content && JSON.stringify(content));
    };
    requests.push({ method, pages: url.searchParams.get('pages') });
    const fault = faults.findIndex(({ on }) => on === method);
    const injected = fault === -1 ? undefined : faults.splice(fault, 1)[0];
    if (injected) {
      send(
        injected.status,
        injected.body ?? { error: { code: String(injected.status), message: 'injected' } },
        injected.headers,
      );
      return;
    }
    if (headers['ocp-apim-subscription-key'] !== 'key') {
      send(401, { error: { code: '401', message: 'Access denied' } });
      return;
    }
    if (url.searchParams.get('api-version') !== '2023-07-31') {
      send(404, { error: { code: '404', message: 'Resource not found' } });
      return;
    }
    if (method === 'POST' && url.pathname === '/formrecognizer/documentModels/prebuilt-read:analyze') {
      const id = randomUUID();
      operations.set(id, { polls: 0, pages: await analyse(body, url.searchParams.get('pages')) });
      const location = `${url.origin}/formrecognizer/documentModels/prebuilt-read/analyzeResults/${id}${url.search}`;
      send(202, undefined, { 'operation-location': location });
      return;
    }
    const operation = operations.get(url.pathname.split('/').at(-1) ?? '');
    if (!operation) {
      send(404, { error: { code: 'NotFound', message: 'Resource not found' } });
      return;
    }
    const times = { createdDateTime: new Date().toISOString(), lastUpdatedDateTime: new Date().toISOString() };
    if (operation.polls++ < 1) {
      send(200, { status: 'running', ...times });
      return;
    }
    send(200, { status: 'succeeded', ...times, analyzeResult: resultOf(operation.pages) });
  };

  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    requests,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Pictures are 150 to the inch here, so that what comes back is in another unit than what is wanted. */
const DPI = 150;

function resultOf(pages: readonly OcrPage[]) {
  let content = '';
  const spanOf = (text: string, separator: string) => {
    const span = { offset: content.length, length: text.length };
    content += text + separator;
    return span;
  };
  const inches = (polygon: readonly number[]) => polygon.map((value) => Number((value / DPI).toFixed(4)));
  const analysed = pages.map(({ page, width, height, words, lines }) => {
    const wordsSeen: object[] = [];
    const linesSeen = lines.map((line) => {
      const offset = content.length;
      for (const word of words.slice(line.firstWord, line.firstWord + line.wordCount)) {
        const span = spanOf(word.text, ' ');
        wordsSeen.push({ content: word.text, polygon: inches(word.polygon), confidence: word.confidence, span });
      }
      const spans = [{ offset, length: content.length - offset - 1 }];
      return { content: line.text, polygon: inches(line.polygon), spans };
    });
    const size = {
      width: Number((width / DPI).toFixed(4)),
      height: Number((height / DPI).toFixed(4)),
      unit: 'inch',
      angle: 0,
    };
    return {
      pageNumber: page,
      ...size,
      words: wordsSeen,
      lines: linesSeen,
      spans: [{ offset: 0, length: content.length }],
    };
  });
  return {
    apiVersion: '2023-07-31',
    modelId: 'prebuilt-read',
    stringIndexType: 'utf16CodeUnit',
    content,
    pages: analysed,
  };
}

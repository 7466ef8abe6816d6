import { once } from 'node:events';
import { Agent, createServer, request as askAt, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { answerChecker, type ApiDocument } from '../fixtures/answer-checker.ts';

/**
 * What stands before a system, so that no test can go past it: passes everything on as it is, and holds each answer against the
 * system's own `/api/openapi.json`, whoever asked: `fetch`, `node:http` or the command.
 *
 * @param url Of the system's Functions host, which may die and come again at the same address.
 * @returns `mistakes`: what was not as documented so far; `close` fails when there are any.
 */
export async function documentedDoor(url: string, functionKey: string) {
  const described = await fetch(`${url}/api/openapi.json`, { headers: { 'x-functions-key': functionKey } });
  const mistakeIn = answerChecker((await described.json()) as ApiDocument);
  const mistakes = new Set<string>();
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const see = (request: IncomingMessage, answer: IncomingMessage, body: Uint8Array) => {
    const path = (request.url ?? '').replace(/\?.*$/, '');
    const contentType = answer.headers['content-type'] ?? '';
    const mistake = mistakeIn(request.method ?? '', path, { status: answer.statusCode ?? 0, contentType, body });
    if (mistake !== undefined) mistakes.add(mistake);
  };
  // Idle connections live longer than those to the host, whose word on that the answers pass on: 130 s.
  const patience = { requestTimeout: 0, keepAliveTimeout: 200_000, maxHeaderSize: 65_536 };
  const server = createServer(patience, (request, response) => {
    pass(new URL(url), agent, request, response, see);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    mistakes: mistakes as ReadonlySet<string>,
    async close(): Promise<void> {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
      agent.destroy();
      if (mistakes.size > 0) throw new Error(`Answered otherwise than documented:\n${[...mistakes].join('\n')}`);
    },
  };
}

/** Streams both ways. A host that is not there, or goes away, is to the caller as if there were no door. */
function pass(
  { hostname, port }: URL,
  agent: Agent,
  request: IncomingMessage,
  response: ServerResponse,
  see: (request: IncomingMessage, answer: IncomingMessage, body: Uint8Array) => void,
): void {
  const { method, url: path, headers } = request;
  const inner = askAt({ hostname, port, agent, method, path, headers, maxHeaderSize: 65_536 }, (answer) => {
    response.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
    async function* seen(body: AsyncIterable<Buffer>) {
      const chunks: Buffer[] = [];
      for await (const chunk of body) {
        chunks.push(chunk);
        yield chunk;
      }
      see(request, answer, Buffer.concat(chunks));
    }
    pipeline(answer, seen, response).catch(() => response.destroy());
  });
  inner.on('error', () => response.destroy());
  response.once('close', () => {
    inner.destroy();
    request.resume();
  });
  request.pipe(inner);
}

import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { accessDenied, DocumentIntelligenceError, internalError } from './errors.ts';
import { type Answer, route, type RouteContext } from './routes.ts';

/** Reads a request, has it answered, sends the answer. A DocumentIntelligenceError becomes its answer. */
export function listener(context: RouteContext, key: string): RequestListener {
  return (message, response) => {
    void respond(context, message, key)
      .catch((error: unknown) => failure(error))
      .then((answer) => send(message, response, answer))
      .catch((error: unknown) => {
        // The client is gone; there is nobody to tell.
        response.destroy(error instanceof Error ? error : undefined);
      });
  };
}

async function respond(context: RouteContext, message: IncomingMessage, key: string): Promise<Answer> {
  if (!same(String(message.headers['ocp-apim-subscription-key']), key)) throw accessDenied();
  const { method = 'GET', url = '/' } = message;
  const [path = '', ...query] = url.split('?');
  return await route(context, { message, method, path, query: new URLSearchParams(query.join('?')) });
}

/** Whatever is no DocumentIntelligenceError is this server's own fault: 500, with its message. */
function failure(error: unknown): Answer {
  const { status, error: body } = error instanceof DocumentIntelligenceError ? error : internalError(String(error));
  return { status, body: { error: body } };
}

function send(message: IncomingMessage, response: ServerResponse, { status, body, headers }: Answer): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, {
    ...(body && { 'content-type': 'application/json; charset=utf-8' }),
    ...(status !== 204 && { 'content-length': Buffer.byteLength(text) }),
    'apim-request-id': randomUUID(),
    ...headers,
  });
  response.end(text);
  // What was not read of a refused upload is taken off the connection, so that the client gets to the answer.
  message.resume();
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const same = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));

import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type Answer, type CosmosRequest, header } from './answer.ts';
import { CosmosError, badRequest, tooLarge } from './errors.ts';
import type { Json } from './query/values.ts';

/** More than the largest batch; beyond it the body is not kept. */
const maxBodyBytes = 16 * 1024 * 1024;

/**
 * Reads a request, has it answered, sends the answer.
 *
 * @param respond A CosmosError becomes its answer.
 */
export function listener(respond: (request: CosmosRequest) => Promise<Answer>): RequestListener {
  return (message, response) => {
    void converse(message, response, respond).catch((error: unknown) => {
      // The client is gone; there is nobody to tell.
      response.destroy(error instanceof Error ? error : undefined);
    });
  };
}

async function converse(
  message: IncomingMessage,
  response: ServerResponse,
  respond: (request: CosmosRequest) => Promise<Answer>,
): Promise<void> {
  const body = await textOf(message);
  const activity = header(message, 'x-ms-activity-id') ?? randomUUID();
  let result: Answer;
  try {
    result = await respond(toRequest(message, body));
  } catch (error) {
    result = failure(error, activity);
  }
  send(response, result, activity);
}

function send(response: ServerResponse, { status, body = '', headers }: Answer, activity: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-ms-activity-id': activity,
    'x-ms-request-charge': '0',
    'x-ms-version': '2020-07-15',
    'x-ms-gatewayversion': 'version=2.14.0',
    ...headers,
  });
  response.end(body);
}

/** The service's error body. Whatever is no CosmosError is this server's own fault: 500, with its message. */
function failure(error: unknown, activity: string): Answer {
  const known =
    error instanceof CosmosError
      ? error
      : new CosmosError(500, 'InternalServerError', `Local Cosmos DB: ${String(error)}`);
  const { status, code, message, substatus, headers } = known;
  return {
    status,
    body: JSON.stringify({ code, message: `${message}\r\nActivityId: ${activity}, docscore local Cosmos DB` }),
    headers: { 'x-ms-request-charge': '1', ...(substatus ? { 'x-ms-substatus': String(substatus) } : {}), ...headers },
  };
}

/** `undefined` for a body that is too large. */
function textOf(message: IncomingMessage): Promise<string | undefined> | string {
  const { 'content-length': length, 'transfer-encoding': encoding } = message.headers;
  if (length === undefined && encoding === undefined) return '';
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
  const chunks: Buffer[] = [];
  let bytes = 0;
  message.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= maxBodyBytes) chunks.push(chunk);
  });
  message.once('end', () => resolve(bytes <= maxBodyBytes ? Buffer.concat(chunks).toString() : undefined));
  message.once('error', reject);
  return promise;
}

/** The whole URL is path: ids may hold a `?`, and the protocol has no query strings. */
function toRequest({ method = 'GET', url = '/', headers }: IncomingMessage, text: string | undefined): CosmosRequest {
  if (text === undefined) throw tooLarge();
  const segments = url
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded);
  return { method, segments, headers, body: text === '' ? undefined : json(text) };
}

function decoded(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badRequest(`The path segment '${segment}' is not encoded as UTF-8.`);
  }
}

function json(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw badRequest('The request body is not JSON.');
  }
}

import { Agent, type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { end } from './answers.ts';
import { hasBody, type HttpCall, invocationOf, refuseBody } from './http-call.ts';

/** Connections to the workers' stream proxies. */
const agent = new Agent({ keepAlive: true, maxFreeSockets: 1024 });

/** What Node reads ahead of a handler, with room to spare. */
const socketBufferBytes = 16_384;

/** They belong to one connection, not to the message. */
const hopHeaders = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'proxy-authenticate',
]);

/**
 * Runs a call whose bodies flow through the worker's stream proxy (`app.setup({ enableHttpStream: true })`); the channel carries the
 * rest. Kinder than the cloud, which never ends these: a handler that throws is a 500, one that returns nothing a 204, and a
 * body that fails midway aborts the client.
 *
 * @param proxy The worker's `HttpUri`.
 */
export async function streamCall(call: HttpCall, proxy: string): Promise<void> {
  const { invoker, one, params, request, response } = call;
  const upstream = openUpstream(call, proxy);
  response.once('close', () => {
    if (!response.writableFinished) cut(upstream);
  });
  const result = await invoker.invoke(one, {
    ...invocationOf(call),
    data: { http: { method: '', url: '', nullableHeaders: {}, nullableQuery: {}, nullableParams: {} } },
    metadata: {
      ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, { string: value }])),
      Query: { json: '{}' },
      Headers: { json: JSON.stringify(request.headers) },
    },
  });
  if (result.status === 'success' && !result.empty) return;
  if (response.writableEnded || response.destroyed) return;
  cut(upstream);
  if (response.headersSent) response.destroy();
  else end(response, result.status === 'success' ? 204 : 500);
}

function openUpstream(call: HttpCall, proxy: string): ClientRequest {
  const { request, response, path, worker, invocationId } = call;
  const withBody = hasBody(request);
  const length = request.headers['content-length'];
  const upstream = httpRequest({
    agent: mayBeLeftUnread(request) ? false : agent,
    host: '127.0.0.1',
    port: new URL(proxy).port,
    method: request.method,
    path: path.encoded + path.query,
    // The handler's headers travel in the metadata; these are for the proxy alone. The id is ours, whatever the client sent.
    headers: {
      'x-ms-invocation-id': invocationId,
      'x-forwarded-host': request.headers.host ?? 'localhost',
      'x-forwarded-proto': 'http',
      connection: 'keep-alive',
      ...(withBody && (length === undefined ? { 'transfer-encoding': 'chunked' } : { 'content-length': length })),
    },
  });
  upstream.on('response', (answer) => {
    passOn(answer, call);
    // What the handler did not want is still taken from the client, whose connection is then good for the next request.
    answer.once('end', () => request.unpipe(upstream).resume());
  });
  upstream.on('error', (error) => {
    // Without its request the handler would wait for ever.
    worker.fail(invocationId, `The connection to the worker's stream proxy broke: ${error.message}`);
    if (response.headersSent) response.destroy();
  });
  if (withBody) sendBody(call, upstream);
  else {
    request.resume();
    upstream.end();
  }
  return upstream;
}

/**
 * A handler may answer without reading the body. What a socket buffers does no harm; more than that would block the connection
 * to the stream proxy for whoever got it next, so such a body gets a connection of its own.
 */
function mayBeLeftUnread(request: IncomingMessage): boolean {
  return hasBody(request) && !(Number(request.headers['content-length']) <= socketBufferBytes);
}

function sendBody({ request, response, bodyLimit }: HttpCall, upstream: ClientRequest): void {
  let sizeBytes = 0;
  request.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes <= bodyLimit) return;
    cut(upstream);
    refuseBody(response);
  });
  request.pipe(upstream);
}

function passOn(answer: IncomingMessage, { response }: HttpCall): void {
  if (response.headersSent || response.destroyed) {
    answer.destroy();
    return;
  }
  const headers: string[] = [];
  for (let index = 0; index + 1 < answer.rawHeaders.length; index += 2) {
    const [name = '', value = ''] = answer.rawHeaders.slice(index, index + 2);
    if (!hopHeaders.has(name.toLowerCase())) headers.push(name, value);
  }
  response.writeHead(answer.statusCode ?? 500, headers);
  answer.on('error', () => response.destroy());
  answer.pipe(response);
}

/** Ends the exchange with the worker, but only after it has heard of the request: its handler waits for it. */
function cut(upstream: ClientRequest): void {
  const destroy = () => setImmediate(() => upstream.destroy());
  const { socket } = upstream;
  if (!socket) upstream.once('socket', (later) => (later.connecting ? later.once('connect', destroy) : destroy()));
  else if (socket.connecting) socket.once('connect', destroy);
  else destroy();
}

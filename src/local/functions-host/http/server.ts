import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageOf, type Log } from '../host-log.ts';
import { HostNotReadyError } from '../pool/pool.ts';
import { admin } from './admin.ts';
import { type Authorise, levelOf } from './auth.ts';
import { end } from './answers.ts';
import { bufferedCall } from './buffered.ts';
import type { Cors } from './cors.ts';
import { eventGridWebhook } from './event-grid-webhook.ts';
import { hasBody, refuseBody } from './http-call.ts';
import type { Admission } from './limits.ts';
import { readPath, type RequestPath } from './path.ts';
import type { Match } from './router.ts';
import type { Serving } from './serving.ts';
import { streamCall } from './streaming.ts';

export interface HttpOptions {
  serving: Serving;
  authorise: Authorise;
  cors: Cors;
  admit: () => Admission;
  customHeaders: Record<string, string>;
  /** Bytes. */
  bodyLimit: number;
  log: Log;
}

/** The host's listener: finds out what a request wants and hands it on. */
export function createHttpServer(options: HttpOptions) {
  const instanceId = randomUUID();
  const customHeaders = Object.entries(options.customHeaders);
  let open = 0;
  let onIdle: (() => void) | undefined;

  // Kestrel's limits: no limit to the length of an upload, 130 s for an idle connection.
  const server = createServer(
    { requestTimeout: 0, keepAliveTimeout: 130_000, maxHeaderSize: 65_536 },
    (request, response) => {
      open++;
      response.once('close', () => {
        if (--open === 0) onIdle?.();
      });
      for (const [name, value] of customHeaders) response.setHeader(name, value);
      answer(request, response, options, instanceId).catch((error: unknown) => fail(response, error, options.log));
    },
  );
  return {
    listen: (port: number) => listen(server, port),
    /** Takes no new connection, and resolves when all requests are answered. */
    close: () =>
      new Promise<void>((resolve) => {
        server.close();
        server.closeIdleConnections();
        if (open === 0) resolve();
        else onIdle = resolve;
      }),
    reset: () => server.closeAllConnections(),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: HttpOptions, instanceId: string) {
  const { serving, authorise, cors } = options;
  if (cors(request, response)) return;
  const path = readPath(request.url ?? '/');
  if (!path) return end(response, 400);
  if (/^\/admin\//i.test(path.decoded)) return admin(request, response, path, { serving, authorise, instanceId });
  if (!serving.isReady() && !(await serving.whenReady())) return notRunning(response);
  if (/^\/runtime\/webhooks\//i.test(path.decoded)) return webhook(request, response, path, options);

  const match = serving.route(request.method ?? 'GET', path.decoded);
  if (!match) {
    return path.decoded === '/' && request.method === 'GET' ? homePage(response) : end(response, 404);
    return;
  }
  const { function: one } = match;
  if (one.disabled && authorise(request, path.query, 'admin') !== 'granted') return end(response, 404);
  if (authorise(request, path.query, levelOf(one.trigger), one.name) !== 'granted') return end(response, 401);
  return runFunction(request, response, path, match, options);
}

async function runFunction(
  request: IncomingMessage,
  response: ServerResponse,
  path: RequestPath,
  { function: one, params }: Match,
  { serving, admit, bodyLimit }: HttpOptions,
): Promise<unknown> {
  if (hasBody(request) && Number(request.headers['content-length']) > bodyLimit) return refuseBody(response);
  const admission = admit();
  if (admission === 'refused') return end(response, 429);
  const release = await admission;
  response.once('close', release);
  try {
    const worker = serving.pool.current() ?? (await serving.pool.acquire());
    const { invoker } = serving;
    const call = { one, params, path, request, response, worker, invocationId: randomUUID(), invoker, bodyLimit };
    const proxy = worker.app()?.capabilities['HttpUri'];
    return await (proxy === undefined ? bufferedCall(call) : streamCall(call, proxy));
  } finally {
    // A response that is still flowing keeps its slot until it closes.
    if (response.writableEnded || response.destroyed) release();
  }
}

async function webhook(request: IncomingMessage, response: ServerResponse, path: RequestPath, options: HttpOptions) {
  if (!/^\/runtime\/webhooks\/eventgrid\/?$/i.test(path.decoded)) return end(response, 404);
  if (options.authorise(request, path.query, 'system') !== 'granted') return end(response, 401);
  const { serving } = options;
  return eventGridWebhook(request, response, new URLSearchParams(path.query), serving.functions(), serving.invoker);
}

function fail(response: ServerResponse, error: unknown, log: Log): unknown {
  if (error instanceof HostNotReadyError) return notRunning(response);
  log({ level: 'error', category: 'Host', message: `A request failed in the host: ${messageOf(error)}` });
  return response.headersSent ? response.destroy() : end(response, 500);
}

function homePage(response: ServerResponse): ServerResponse {
  const page = '<!doctype html><title>Functions</title><h1>Your Functions app is up and running</h1>';
  return end(response, 200, page, { 'content-type': 'text/html; charset=utf-8' });
}

function notRunning(response: ServerResponse): unknown {
  return response.headersSent ? response : end(response, 503, 'Function host is not running.');
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Faults } from '../../faults/faults.ts';
import { withFaults } from '../../faults/http-faults.ts';
import { messageOf, type Log } from '../host-log.ts';
import { HostNotReadyError } from '../pool/pool.ts';
import { admin } from './admin.ts';
import { type Authorise, levelOf } from './auth.ts';
import { end } from './answers.ts';
import { bufferedCall } from './buffered.ts';
import type { Cors } from './cors.ts';
import { eventGridWebhook } from './event-grid-webhook.ts';
import { hasBody, refuseBody } from './http-call.ts';
import type { Keys } from './keys.ts';
import { readPath, type RequestPath } from './path.ts';
import { responsesOf } from './response.ts';
import type { Match } from './router.ts';
import type { HostControl, Serving } from './serving.ts';
import { openRequests } from './open-requests.ts';
import { streamCall } from './streaming.ts';

export interface HttpOptions {
  host: HostControl;
  instanceId: string;
  keys: Keys;
  authorise: Authorise;
  cors: Cors;
  /** Bytes. */
  bodyLimit: number;
  faults: Faults | undefined;
  log: Log;
}

/** The host's listener: finds out what a request wants and hands it on. */
export function createHttpServer(options: HttpOptions) {
  const open = openRequests();
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    open.add(response);
    answer(request, response, options).catch((error: unknown) => fail(response, error, options.log));
  };
  // Kestrel's limits: no limit to the length of an upload, 130 s for an idle connection.
  const server = createServer(
    { requestTimeout: 0, keepAliveTimeout: 130_000, maxHeaderSize: 65_536, ServerResponse: responsesOf(options.host) },
    withFaults(options.faults, 'functions', listener),
  );
  const onDown = (service: string) => {
    if (service === 'functions') server.closeAllConnections();
  };
  options.faults?.changes.on('down', onDown);
  return {
    listen: (port: number) => listen(server, port),
    /** Takes no new connection, and resolves when all requests are answered. */
    async close() {
      options.faults?.changes.off('down', onDown);
      server.close();
      server.closeIdleConnections();
      while (open.count() > 0) await open.answered();
    },
    /** Resolves when the requests that are here now have been answered. */
    answered: () => open.answered(),
    reset: () => server.closeAllConnections(),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: HttpOptions): Promise<unknown> {
  const { host, authorise, cors } = options;
  if (cors(request, response)) return;
  const path = readPath(request.url ?? '/');
  if (!path) return end(response, 400);
  if (host.state() === 'Offline') return stopped(response);
  if (/^\/admin(\/|$)/i.test(path.decoded)) return admin(request, response, path, options);
  const serving = host.serving() ?? (await host.whenServing());
  if (!serving) return notRunning(response);
  if (/^\/runtime(\/|$)/i.test(path.decoded)) return webhook(request, response, path, serving, options);

  const match = serving.route(request.method ?? 'GET', path.decoded);
  if (!match) return path.decoded === '/' && request.method === 'GET' ? homePage(response) : end(response, 404);
  const { function: one } = match;
  if (one.disabled && authorise(request, path.query, 'admin') !== 'granted') return end(response, 404);
  if (authorise(request, path.query, levelOf(one.trigger), one.name) !== 'granted') return end(response, 401);
  return runFunction(request, response, path, match, serving, options.bodyLimit);
}

async function runFunction(
  request: IncomingMessage,
  response: ServerResponse,
  path: RequestPath,
  { function: one, params }: Match,
  { admit, pool, invoker }: Serving,
  bodyLimit: number,
): Promise<unknown> {
  if (hasBody(request) && Number(request.headers['content-length']) > bodyLimit) return refuseBody(response);
  const admission = admit();
  if (admission === 'refused') return end(response, 429);
  const release = admission === 'free' ? undefined : await admission;
  if (release) response.once('close', release);
  try {
    const worker = pool.current() ?? (await pool.acquire());
    const call = { one, params, path, request, response, worker, invocationId: randomUUID(), invoker, bodyLimit };
    const streams = worker.app()?.capabilities['HttpUri'] !== undefined;
    return await (streams ? streamCall(call) : bufferedCall(call));
  } finally {
    // A response that is still flowing keeps its slot until it closes.
    if (response.writableEnded || response.destroyed) release?.();
  }
}

async function webhook(
  request: IncomingMessage,
  response: ServerResponse,
  path: RequestPath,
  { functions, invoker }: Serving,
  { authorise }: HttpOptions,
) {
  if (!/^\/runtime\/webhooks\/eventgrid\/?$/i.test(path.decoded)) return end(response, 404);
  if (authorise(request, path.query, 'system') !== 'granted') return end(response, 401);
  return eventGridWebhook(request, response, new URLSearchParams(path.query), functions(), invoker);
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

/** Source: App Service, whose page for a stopped app is titled so. */
function stopped(response: ServerResponse): unknown {
  return end(response, 403, 'Error 403 - This web app is stopped.');
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

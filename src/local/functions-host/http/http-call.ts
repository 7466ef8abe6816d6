import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HostedFunction } from '../functions.ts';
import type { Call, Invoker } from '../invoker.ts';
import type { WorkerProcess } from '../pool/worker-process.ts';
import { end } from './answers.ts';
import type { RequestPath } from './path.ts';

/** One request that belongs to a function, and the worker that will run it. */
export interface HttpCall {
  one: HostedFunction;
  params: Record<string, string>;
  path: RequestPath;
  request: IncomingMessage;
  response: ServerResponse;
  worker: WorkerProcess;
  invocationId: string;
  invoker: Invoker;
  /** Bytes; a longer request body is refused. */
  bodyLimit: number;
}

/** Source: the runtime's console. */
const reason = 'This function was programmatically called via the host APIs.';

/** What every HTTP call tells the invoker. */
export function invocationOf({ request, worker, invocationId, params, path }: HttpCall): Omit<Call, 'data'> {
  const { headers } = request;
  const { traceparent } = headers;
  return {
    reason,
    worker,
    invocationId,
    request: { params, query: path.query, headers },
    traceParent: typeof traceparent === 'string' ? traceparent : undefined,
  };
}

/** The cloud's answer to a body over the limit, as measured: 500, and the connection ends. */
export function refuseBody(response: ServerResponse): ServerResponse {
  if (response.headersSent) return response.destroy();
  return end(response, 500, '', { connection: 'close' });
}

export function hasBody({ method, headers }: IncomingMessage): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

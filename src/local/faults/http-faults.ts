import type { RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { errorAnswer } from './error-answer.ts';
import type { Trouble, TroubledService } from './fault.ts';
import type { Faults } from './faults.ts';

/**
 * Puts a service's HTTP behind its faults; operations are `<METHOD> <path and query>`. A drop after the operation comes when
 * the listener writes its answer: what has to be stored for it is.
 */
export function withFaults(
  faults: Faults | undefined,
  service: TroubledService,
  listener: RequestListener,
): RequestListener {
  if (!faults) return listener;
  return (request, response) => {
    const go = () => {
      listener(request, response);
    };
    const trouble = faults.meet(service, `${request.method ?? ''} ${request.url ?? ''}`);
    if (!trouble) go();
    else if (trouble.kind === 'latency') setTimeout(go, trouble.ms);
    else if (trouble.kind === 'down') resetSocket(request.socket);
    else if (trouble.kind === 'drop') {
      if (trouble.when === 'before') resetSocket(request.socket);
      else {
        resetAtAnswer(response);
        go();
      }
    } else {
      request.resume();
      answer(response, service, trouble.kind === 'error' ? trouble : unsupported(service, trouble));
    }
  };
}

function resetAtAnswer(response: ServerResponse): void {
  response.writeHead = () => {
    if (response.socket) resetSocket(response.socket);
    return response;
  };
}

/** Resets a connection; one that is ending already can only be closed: libuv would keep its handle for ever. */
export function resetSocket(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}

type ErrorTrouble = Extract<Trouble, { kind: 'error' }>;

function answer(response: ServerResponse, service: TroubledService, trouble: ErrorTrouble): void {
  const { headers, body } = errorAnswer(service, trouble);
  response.writeHead(trouble.status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
}

const unsupported = (service: TroubledService, { kind }: Trouble): ErrorTrouble => ({
  kind: 'error',
  status: 501,
  code: `FaultNotSupported: ${service} requests cannot be '${kind}'; only deliveries can`,
});

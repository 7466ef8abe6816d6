import type { Channel, Outgoing } from '../channel/channel.ts';
import type { ClientStream } from '../pool/calls.ts';
import { type FromHandler, type ToWorker, windowBytes } from '../protocol.ts';
import { end, endWith, isBodiless } from './answers.ts';
import { hasBody, type HttpCall, invocationOf, refuseBody } from './http-call.ts';
import { says } from './response.ts';

/** The request is not in the invocation: the handler's library reads it off its stream. */
const elsewhere = {};

/**
 * Runs a call whose bodies flow in pieces (`app.setup({ enableHttpStream: true })`). Kinder than the cloud, which never ends these: a
 * handler that throws is a 500, one that returns nothing a 204, and a body that fails midway aborts the client.
 */
export async function streamCall(call: HttpCall): Promise<void> {
  const { invoker, one, params, request, response } = call;
  const metadata: Record<string, { string: string } | { json: string }> = {
    Headers: { json: JSON.stringify(request.headers) },
  };
  for (const name in params) metadata[name] = { string: params[name] ?? '' };
  const stream = clientStream(call);
  const result = await invoker.invoke(one, { ...invocationOf(call), data: elsewhere, metadata, stream });
  if (result.status === 'success' && !result.empty) return;
  if (response.writableEnded || response.destroyed) return;
  if (response.headersSent) response.destroy();
  else end(response, result.status === 'success' ? 204 : 500);
}

function clientStream(call: HttpCall): ClientStream {
  const { request, response, path, invocationId } = call;
  const withBody = hasBody(request);
  let body: ReturnType<typeof sendBody> | undefined;
  let send: Channel<ToWorker>['send'] | undefined;
  let answered = false;
  return {
    request: {
      method: request.method ?? 'GET',
      target: path.encoded + path.query,
      host: request.headers.host ?? 'localhost',
    },
    bodyEnded: !withBody,
    onSent(invoke, sendLater, close) {
      send = sendLater;
      if (withBody) body = sendBody(call, invoke, sendLater);
      response.once('close', () => {
        close();
        body?.stop();
        if (!answered) sendLater({ type: 'gone', invocationId });
      });
    },
    take(message, bytes) {
      if (message.type === 'read') body?.read(message.sizeBytes);
      else if (!response.destroyed && !response.writableEnded) {
        answered ||= message.ended;
        passOn(message, bytes, call, send);
        // What the handler did not want is still taken from the client, whose connection is then good for the next request.
        if (answered) body?.stop();
      }
    },
    onBroken() {
      if (response.headersSent && !response.writableEnded) response.destroy();
    },
  };
}

/** What comes in this tick travels with the call itself; the rest follows as far as the handler reads. */
function sendBody(
  { request, response, invocationId, bodyLimit }: HttpCall,
  invoke: Outgoing<ToWorker>,
  send: Channel<ToWorker>['send'],
) {
  let sizeBytes = 0;
  let unreadBytes = 0;
  let stopped = false;
  const pass = (bytes: Buffer | undefined, bodyEnded: boolean) => {
    if (invoke.sent) send({ type: 'body', invocationId, bodyEnded }, ...(bytes ? [bytes] : []));
    else {
      if (bytes) invoke.parts.push(bytes);
      if (invoke.message.type === 'invoke') invoke.message.bodyEnded = bodyEnded;
    }
  };
  request.on('data', (chunk: Buffer) => {
    if (stopped) return;
    sizeBytes += chunk.length;
    if (sizeBytes > bodyLimit) {
      refuseBody(response);
      return;
    }
    pass(chunk, false);
    unreadBytes += chunk.length;
    if (unreadBytes >= windowBytes) request.pause();
  });
  request.once('end', () => {
    if (!stopped) pass(undefined, true);
  });
  return {
    read(readBytes: number) {
      unreadBytes -= readBytes;
      if (unreadBytes < windowBytes) request.resume();
    },
    stop() {
      stopped = true;
      request.resume();
    },
  };
}

function passOn(
  message: Exclude<FromHandler, { type: 'read' }>,
  bytes: Buffer,
  call: HttpCall,
  send?: Channel<ToWorker>['send'],
) {
  const { response, invocationId } = call;
  if (message.type === 'answer') {
    const { status, headers } = message;
    const isWhole = message.ended && !isBodiless(status) && !says(headers, 'content-length');
    if (isWhole) headers.push('content-length', String(bytes.length));
    response.writeHead(status, headers);
  }
  if (message.ended) {
    endWith(response, bytes);
    return;
  }
  const taken = () => send?.({ type: 'taken', invocationId, sizeBytes: bytes.length });
  if (response.write(bytes)) taken();
  else response.once('drain', taken);
}

/**
 * Loaded into the local cloud's process before anything else (`node --import`): notes every answered request to its servers, one JSON line
 * each, in the file that `BENCH_STORAGE_LOG` names. Counted at the socket, headers included; the product does not know.
 */
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Answered } from './storage-log.ts';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly socket: Socket;
}

const path = process.env['BENCH_STORAGE_LOG'];
if (path === undefined) throw new Error('BENCH_STORAGE_LOG names no file');
const writtenBefore = new WeakMap<ServerResponse, number>();

subscribe('http.server.request.start', (message) => {
  const { response, socket } = message as Exchange;
  writtenBefore.set(response, socket.bytesWritten);
});
subscribe('http.server.response.finish', (message) => {
  const { request, response, socket } = message as Exchange;
  const answered: Answered = {
    port: socket.localPort ?? 0,
    method: request.method ?? '',
    url: request.url ?? '',
    sentBytes: socket.bytesWritten - (writtenBefore.get(response) ?? 0),
  };
  appendFileSync(path, `${JSON.stringify(answered)}\n`);
});

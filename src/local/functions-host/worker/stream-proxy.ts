import { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands where the library expects the requests of its stream proxy. */
export interface StreamProxy {
  /** Hands a request to the library; it finds the call by the header `x-ms-invocation-id`. */
  request(request: object, response: object): void;
}

/**
 * Catches the HTTP server that the library opens for streams when the model says its capabilities. It never listens: requests come
 * over the channel. So no second hop is paid for, and no peer can answer for a caller, as it could on the library's open port.
 */
export async function catchStreamProxy<T>(
  work: () => Promise<T>,
): Promise<{ result: T; proxy: StreamProxy | undefined }> {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back as it was
  const listen = Server.prototype.listen;
  let caught: Server | undefined;
  const address: AddressInfo = { address: '127.0.0.1', family: 'IPv4', port: 1 };
  Server.prototype.listen = function (this: Server, ...args: unknown[]) {
    caught = Object.assign(this, { address: () => address });
    const onListening = args.find((arg) => typeof arg === 'function') as (() => void) | undefined;
    process.nextTick(() => onListening?.call(this));
    return this;
  } as typeof listen;
  try {
    const result = await work();
    const server = caught;
    return {
      result,
      proxy: server && { request: (request, response) => void server.emit('request', request, response) },
    };
  } finally {
    Server.prototype.listen = listen;
  }
}

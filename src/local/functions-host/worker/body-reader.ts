import { Readable } from 'node:stream';
import type { StreamedRequest } from '../protocol.ts';

/** An `IncomingMessage` as far as the library reads one. */
export interface StreamHead {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
}

/** The head of a streamed request: enough for GET, whose body nobody can read. */
export const streamHead = (invocationId: string, { method, target, host }: StreamedRequest): StreamHead => ({
  method,
  url: target,
  headers: { 'x-ms-invocation-id': invocationId, 'x-forwarded-host': host, 'x-forwarded-proto': 'http' },
});

/** A streamed request whose body came whole: `Request` takes the bytes, at a fraction of what a stream costs. */
export const wholeRequest = (head: StreamHead, bytes: Uint8Array): StreamHead => Object.assign(bytes, head);

/** A streamed request in the worker whose body still comes. */
export class BodyReader extends Readable implements StreamHead {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly #onRead: (sizeBytes: number) => void;
  #waiting: Uint8Array[] = [];
  #ended = false;
  #wanted = false;

  /** @param onRead Bytes that have been taken: the client may send as many more. */
  constructor({ method, url, headers }: StreamHead, onRead: (sizeBytes: number) => void) {
    super();
    this.method = method;
    this.url = url;
    this.headers = headers;
    this.#onRead = onRead;
  }

  /** A piece has come. @param ended It was the last. */
  receive(bytes: Uint8Array, ended: boolean): void {
    if (bytes.length > 0) this.#waiting.push(bytes);
    this.#ended = ended;
    if (this.#wanted) this._read();
  }

  /** The client is gone: whoever reads, now or later, hears of it. */
  leave(): void {
    if (!this.#ended) this.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
  }

  override _read(): void {
    this.#wanted = true;
    while (this.#wanted) {
      const bytes = this.#waiting.shift();
      if (!bytes) break;
      this.#wanted = this.push(bytes);
      if (!this.#ended) this.#onRead(bytes.length);
    }
    if (this.#ended && this.#waiting.length === 0) {
      this.#wanted = false;
      this.push(null);
    }
  }

  /** As `IncomingMessage` does: an error that nobody listens for must not end the process. */
  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    callback(this.listenerCount('error') > 0 ? error : null);
  }
}

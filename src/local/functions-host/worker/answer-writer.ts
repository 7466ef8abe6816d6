import { EventEmitter } from 'node:events';
import type { Channel, Outgoing } from '../channel/channel.ts';
import { type ToHost, windowBytes } from '../protocol.ts';

/**
 * A streamed answer in the worker: a `ServerResponse` as far as the library writes one. Not a `Writable`, which costs more than all
 * the rest of a short answer. Events: `drain`, and `finish` when all was sent.
 */
export class AnswerWriter extends EventEmitter {
  statusCode = 200;
  readonly #invocationId: string;
  readonly #channel: Channel<ToHost>;
  /** Names and values in turn. */
  readonly #headers: (string | string[])[] = [];
  /** Written, but more than the client may have on its way: the library does not wait. */
  #waiting: Uint8Array[] = [];
  /** What still can take more, this tick: a short answer is one message. */
  #outgoing: Outgoing<ToHost> | undefined;
  #untakenBytes = 0;
  #ended = false;
  #gone = false;

  constructor(invocationId: string, channel: Channel<ToHost>) {
    super();
    this.#invocationId = invocationId;
    this.#channel = channel;
  }

  setHeader(name: string, value: string | string[]): this {
    const lower = name.toLowerCase();
    let at = 0;
    while (at < this.#headers.length && this.#headers[at] !== lower) at += 2;
    this.#headers[at] = lower;
    this.#headers[at + 1] = value;
    return this;
  }

  /** @returns false when `drain` should be waited for. @throws TypeError for what is no bytes. */
  write(chunk: string | Uint8Array): boolean {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    if (!(bytes instanceof Uint8Array)) throw new TypeError('A piece of an answer must be a string or a Uint8Array');
    if (this.#gone) return true;
    if (this.#isFull()) this.#waiting.push(bytes);
    else this.#send(bytes);
    return !this.#isFull();
  }

  end(chunk?: string | Uint8Array): this {
    if (chunk !== undefined) this.write(chunk);
    this.#ended = true;
    if (this.#waiting.length === 0) this.#finish();
    return this;
  }

  /** Lets the answer say that the call has succeeded. @returns false when it is too late. */
  settle(): boolean {
    const open = this.#outgoing;
    if (!open || open.sent || !isPiece(open.message)) return false;
    open.message.settled = true;
    return true;
  }

  /** All is written, but not all of it has been sent. */
  flows(): boolean {
    return this.#ended && this.#waiting.length > 0;
  }

  /** The client has taken so many bytes. */
  taken(sizeBytes: number): void {
    const wasFull = this.#isFull();
    this.#untakenBytes -= sizeBytes;
    while (!this.#isFull() && this.#waiting.length > 0) this.#send(this.#waiting.shift() ?? new Uint8Array());
    if (!wasFull || this.#isFull()) return;
    if (this.#ended) this.#finish();
    else this.emit('drain');
  }

  /** The client is gone. The handler is not stopped, as in the cloud: what it writes is dropped. */
  leave(): void {
    const wasFull = this.#isFull();
    this.#gone = true;
    this.#waiting = [];
    this.#untakenBytes = 0;
    if (wasFull) this.emit(this.#ended ? 'finish' : 'drain');
  }

  #isFull(): boolean {
    return this.#untakenBytes >= windowBytes;
  }

  #finish(): void {
    this.#send(undefined);
    this.emit('finish');
  }

  #send(bytes: Uint8Array | undefined): void {
    if (this.#gone) return;
    const { message, parts } = this.#open();
    if (bytes) {
      parts.push(bytes);
      this.#untakenBytes += bytes.length;
    } else if (isPiece(message)) message.ended = true;
  }

  /** The message of this tick. */
  #open(): Outgoing<ToHost> {
    const open = this.#outgoing;
    if (open && !open.sent) return open;
    const invocationId = this.#invocationId;
    return (this.#outgoing = this.#channel.send(
      open
        ? { type: 'piece', invocationId, ended: false }
        : { type: 'answer', invocationId, status: this.statusCode, headers: this.#headers, ended: false },
    ));
  }
}

function isPiece(message: ToHost): message is Extract<ToHost, { type: 'answer' | 'piece' }> {
  return message.type === 'answer' || message.type === 'piece';
}

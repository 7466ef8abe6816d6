import type { Socket } from 'node:net';
import { encodeFrames, frameReader } from './frames.ts';

/** A message that waits for the end of the tick. Until then it may still be changed, and bytes added. */
export interface Outgoing<Message> {
  readonly message: Message;
  readonly parts: Uint8Array[];
  /** Can no longer be changed. */
  sent: boolean;
}

/** One end of the pipe between host and worker. */
export interface Channel<Message> {
  /** Sends at the end of the tick, together with what else comes until then: one write for many calls. */
  send(message: Message, ...parts: Uint8Array[]): Outgoing<Message>;
  /** Writes now what waits. */
  flush(): void;
}

/** Both ends use it. @param onMessage The other end's messages: `ToHost` in the host, `ToWorker` in the worker. */
export function openChannel<Message>(
  socket: Socket,
  onMessage: (message: unknown, bytes: Buffer) => void,
): Channel<Message> {
  let waiting: Outgoing<Message>[] = [];
  socket.on('data', frameReader(onMessage));
  // Whoever opened the channel listens for its end; what was not written is lost with the other process.
  socket.on('error', () => undefined);

  function flush() {
    const messages = waiting;
    waiting = [];
    if (!socket.writable) return;
    for (const outgoing of messages) outgoing.sent = true;
    const pieces = encodeFrames(messages);
    if (pieces.length > 1) socket.cork();
    for (const piece of pieces) socket.write(piece);
    if (pieces.length > 1) socket.uncork();
  }

  return {
    send(message, ...parts) {
      const outgoing = { message, parts, sent: false };
      if (waiting.push(outgoing) === 1) setImmediate(flush);
      return outgoing;
    },
    flush,
  };
}

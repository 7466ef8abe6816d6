import type { Channel, Outgoing } from '../channel/channel.ts';
import { packInvocation, unpackResult, withAnswer } from '../channel/messages.ts';
import type { FromHandler, Invocation, InvocationResult, StreamedRequest, ToHost, ToWorker } from '../protocol.ts';

/** The client of a streamed call, as the call's worker sees it. */
export interface ClientStream {
  readonly request: StreamedRequest;
  /** The request has no body. */
  readonly bodyEnded: boolean;
  /** The worker will hear of the call at the end of this tick; what is added to the message until then travels with it. */
  onSent(invoke: Outgoing<ToWorker>, send: Channel<ToWorker>['send'], close: () => void): void;
  /** The handler answers, writes, or has read. */
  take(message: FromHandler, bytes: Buffer): void;
  /** The worker is gone. */
  onBroken(): void;
}

/** The calls that one worker runs. */
export interface Calls {
  invoke(invocation: Invocation, stream?: ClientStream): Promise<InvocationResult>;
  take(message: Exclude<ToHost, { type: 'log' | 'ready' | 'failed' }>, bytes: Buffer): void;
  fail(invocationId: string, message: string): void;
  running(): number;
  idle(): Promise<void>;
  /** The worker has ended: all calls fail, now and later. */
  close(message: string): void;
}

export function createCalls(channel: Channel<ToWorker>): Calls {
  const running = new Map<string, (result: InvocationResult) => void>();
  const streams = new Map<string, ClientStream>();
  let onIdle: (() => void)[] = [];
  let ended: string | undefined;

  function settle(result: InvocationResult) {
    const resolve = running.get(result.invocationId);
    running.delete(result.invocationId);
    resolve?.(result);
    checkIdle();
  }
  function checkIdle() {
    if (onIdle.length === 0 || running.size + streams.size > 0) return;
    for (const resolve of onIdle) resolve();
    onIdle = [];
  }
  const send: Channel<ToWorker>['send'] = (message, ...parts) => channel.send(message, ...parts);
  const fail = (invocationId: string, message: string) =>
    settle({ invocationId, status: 'failure', exception: { message } });
  function closeStream(invocationId: string) {
    streams.delete(invocationId);
    checkIdle();
  }

  return {
    invoke: (invocation, stream) =>
      new Promise((resolve) => {
        const { invocationId } = invocation;
        running.set(invocationId, resolve);
        if (ended !== undefined) {
          fail(invocationId, ended);
          return;
        }
        const { message, bytes } = packInvocation(invocation, stream);
        const outgoing = bytes ? channel.send(message, bytes) : channel.send(message);
        if (!stream) return;
        streams.set(invocationId, stream);
        stream.onSent(outgoing, send, () => closeStream(invocationId));
      }),
    take(message, bytes) {
      if (message.type === 'result') settle(withAnswer(message.result, bytes));
      else if (message.type === 'result-packed') settle(unpackResult(bytes));
      else {
        streams.get(message.invocationId)?.take(message, bytes);
        if (message.type !== 'read' && message.settled)
          settle({ invocationId: message.invocationId, status: 'success' });
      }
    },
    fail,
    running: () => running.size,
    idle: () =>
      new Promise((resolve) => {
        onIdle.push(resolve);
        checkIdle();
      }),
    close(message) {
      ended = message;
      for (const id of [...running.keys()]) fail(id, message);
      for (const stream of streams.values()) stream.onBroken();
      streams.clear();
      checkIdle();
    },
  };
}

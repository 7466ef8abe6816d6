import type { Channel } from '../channel/channel.ts';
import type { InvocationResult, StreamedRequest, ToHost, ToWorker } from '../protocol.ts';
import { AnswerWriter } from './answer-writer.ts';
import { BodyReader, streamHead, wholeRequest } from './body-reader.ts';
import type { StreamProxy } from './stream-proxy.ts';

type FromClient = Extract<ToWorker, { invocationId: string }>;

/** The library gives these no body. */
const bodiless: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** The streamed calls of this worker that still run. */
export interface StreamedCalls {
  proxy: StreamProxy | undefined;
  open(invocationId: string, stream: StreamedRequest, bytes: Uint8Array, bodyEnded: boolean): void;
  take(message: FromClient, bytes: Uint8Array): void;
  /** The handler has ended. @returns whether the host hears of its success with the answer. */
  close(result: InvocationResult): boolean;
}

export function createStreamedCalls(channel: Channel<ToHost>): StreamedCalls {
  const calls = new Map<string, { reader: BodyReader | undefined; writer: AnswerWriter }>();
  return {
    proxy: undefined,
    open(invocationId, stream, bytes, bodyEnded) {
      const head = streamHead(invocationId, stream);
      const onRead = (sizeBytes: number) => {
        if (calls.has(invocationId)) channel.send({ type: 'read', invocationId, sizeBytes });
      };
      const flows = !bodyEnded && !bodiless.has(stream.method);
      const reader = flows ? new BodyReader(head, onRead) : undefined;
      const writer = new AnswerWriter(invocationId, channel);
      calls.set(invocationId, { reader, writer });
      reader?.receive(bytes, bodyEnded);
      this.proxy?.request(reader ?? wholeRequest(head, bytes), writer);
    },
    take(message, bytes) {
      const call = calls.get(message.invocationId);
      if (!call) return;
      if (message.type === 'body') call.reader?.receive(bytes, message.bodyEnded);
      else if (message.type === 'taken') call.writer.taken(message.sizeBytes);
      else {
        call.reader?.leave();
        call.writer.leave();
      }
    },
    close(result) {
      const { invocationId } = result;
      // The library does not wait for what it has written: a long answer still flows.
      const writer = calls.get(invocationId)?.writer;
      if (writer?.flows()) writer.once('finish', () => calls.delete(invocationId));
      else calls.delete(invocationId);
      const isPlain = result.status === 'success' && !result.empty && !result.outputData?.length;
      return isPlain && writer?.settle() === true;
    },
  };
}

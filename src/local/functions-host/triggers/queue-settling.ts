import type { DequeuedMessageItem } from '@azure/storage-queue';
import { messageOf } from '../host-log.ts';
import { lastAnswerMs } from './patience.ts';
import { invisibleSeconds, type OpenQueue } from './queue-client.ts';
import type { SourceContext } from './source.ts';

/** How a message ends. Nothing here rejects: what cannot be settled comes again, and the log says so. */
export interface Settling {
  /** Renews the time for which others do not see the message, until it is settled. */
  keepInvisible(): void;
  complete(): Promise<void>;
  /** Visible again after `delayMs`. In a poison queue it stays invisible, so that it does not come again at once. */
  release(delayMs: number): Promise<void>;
  /** Visible again at once, also in a poison queue: its function was not called. */
  giveBack(): Promise<void>;
  /** Copies the message to `<queue>-poison`, which is created when it is missing, and deletes it here. */
  poison(): Promise<void>;
}

export function createSettling(
  queue: OpenQueue,
  { message, maxDequeueCount }: { message: DequeuedMessageItem; maxDequeueCount: number },
  stopping: AbortSignal,
  say: SourceContext['say'],
): Settling {
  const { messageId, messageText } = message;
  let { popReceipt } = message;
  let renewal: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const update = async (seconds: number, options: { abortSignal?: AbortSignal } = {}) => {
    const answer = await queue.client.updateMessage(messageId, popReceipt, undefined, seconds, options);
    popReceipt = answer.popReceipt ?? popReceipt;
  };
  const settle = async (what: string, work: (options: { abortSignal?: AbortSignal }) => Promise<unknown>) => {
    clearInterval(timer);
    await renewal;
    try {
      await work(stopping.aborted ? { abortSignal: AbortSignal.timeout(lastAnswerMs(stopping)) } : {});
    } catch (error) {
      say('error', `A message of the queue '${queue.name}' could not be ${what}: ${messageOf(error)}`);
    }
  };
  return {
    keepInvisible() {
      timer = setInterval(
        () => {
          renewal = update(invisibleSeconds).catch((error: unknown) =>
            say('warning', `A message of the queue '${queue.name}' could not be kept invisible: ${messageOf(error)}`),
          );
        },
        (invisibleSeconds * 1000) / 2,
      );
    },
    complete: () => settle('deleted', (options) => queue.client.deleteMessage(messageId, popReceipt, options)),
    async release(delayMs) {
      if (queue.name.endsWith('-poison')) clearInterval(timer);
      else await settle('released', (options) => update(Math.floor(delayMs / 1000), options));
    },
    giveBack: () => settle('given back', (options) => update(0, options)),
    poison: () =>
      settle('moved to the poison queue', async (options) => {
        if (queue.name.endsWith('-poison')) return;
        say(
          'error',
          `Message has reached MaxDequeueCount of ${maxDequeueCount}. Moving message to queue '${queue.poison.name}'.`,
        );
        await queue.poison.createIfNotExists(options);
        await queue.poison.sendMessage(messageText, options);
        await queue.client.deleteMessage(messageId, popReceipt, options);
      }),
  };
}

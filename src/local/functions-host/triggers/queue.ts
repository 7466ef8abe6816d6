import { availableParallelism } from 'node:os';
import type { DequeuedMessageItem } from '@azure/storage-queue';
import { optional } from '../bindings/binding.ts';
import type { HostedFunction } from '../functions.ts';
import { createAvailability } from './availability.ts';
import { queueCall, readMessage } from './queue-message.ts';
import { openQueue, type OpenQueue } from './queue-client.ts';
import { lastAnswerMs } from './patience.ts';
import { createSettling } from './queue-settling.ts';
import type { OpenSource, SourceContext } from './source.ts';
import { createWaker } from './waker.ts';

/** The shortest pause after an empty answer, in ms; it doubles up to `maxPollingInterval`. Source: azure-sdk-for-net, QueuePollingIntervals. */
const shortestPauseMs = 100;

/** Storage queue → function: batches in parallel, messages invisible while they run, poison queue at the limit. */
export const openQueueSource: OpenSource = async (one, context) => {
  const { trigger } = one;
  const name = String(trigger['queueName']);
  const queue = await openQueue(context.settings, optional(trigger, 'connection') ?? 'AzureWebJobsStorage', name);
  return { run: (stopping) => listen(one, queue, context, stopping) };
};

async function listen(one: HostedFunction, queue: OpenQueue, context: SourceContext, stopping: AbortSignal) {
  const { batchSize, newBatchThreshold, maxPollingInterval } = context.host.extensions.queues;
  const threshold = newBatchThreshold ?? Math.floor(batchSize / 2) * availableParallelism();
  const availability = createAvailability(`The queue '${queue.name}' of ${one.name}`, context.say);
  const waker = createWaker(context.signals, `queue:${queue.name}`);
  const running = new Set<Promise<void>>();
  let pauseMs = shortestPauseMs;
  const hasEnded = () => stopping.aborted;
  while (!hasEnded()) {
    const messages = await receive(queue, batchSize, availability, stopping);
    for (const message of messages) {
      const started = hasEnded()
        ? giveBack(message, queue, context, stopping)
        : processMessage(one, message, queue, context, stopping);
      const work = started.finally(() => running.delete(work));
      running.add(work);
    }
    if (messages.length > 0) {
      pauseMs = shortestPauseMs;
      while (running.size > threshold) await Promise.race(running);
    } else {
      const signalled = await waker.wait(pauseMs, stopping);
      pauseMs = signalled ? shortestPauseMs : Math.min(pauseMs * 2, Math.max(maxPollingInterval, shortestPauseMs));
    }
  }
  waker.close();
  await Promise.all(running);
}

/** The answer is awaited even if the host stops meanwhile: the queue may have given messages, which nobody else would see for minutes. */
async function receive(
  queue: OpenQueue,
  numberOfMessages: number,
  availability: ReturnType<typeof createAvailability>,
  stopping: AbortSignal,
): Promise<DequeuedMessageItem[]> {
  const given = new AbortController();
  const stop = () => void setTimeout(() => given.abort(), lastAnswerMs(stopping)).unref();
  stopping.addEventListener('abort', stop, { once: true });
  try {
    const messages = await queue.receive(numberOfMessages, given.signal);
    availability.succeeded();
    return messages;
  } catch (error) {
    if (!stopping.aborted) availability.failed(error);
    return [];
  } finally {
    stopping.removeEventListener('abort', stop);
  }
}

/** For whoever comes next. */
function giveBack(message: DequeuedMessageItem, queue: OpenQueue, context: SourceContext, stopping: AbortSignal) {
  const { maxDequeueCount } = context.host.extensions.queues;
  return createSettling(queue, { message, maxDequeueCount }, stopping, context.say).giveBack();
}

async function processMessage(
  one: HostedFunction,
  message: DequeuedMessageItem,
  queue: OpenQueue,
  context: SourceContext,
  stopping: AbortSignal,
): Promise<void> {
  const { messageEncoding, maxDequeueCount, visibilityTimeout } = context.host.extensions.queues;
  const settling = createSettling(queue, { message, maxDequeueCount }, stopping, context.say);
  const body = readMessage(message.messageText, messageEncoding);
  if (body === undefined) {
    context.say('error', `A message of the queue '${queue.name}' is not base64; messageEncoding says it should be`);
    return settling.poison();
  }
  if (message.dequeueCount > maxDequeueCount) return settling.poison();
  settling.keepInvisible();
  const { status } = await context.invoker.invoke(one, queueCall(one.trigger, message, body));
  if (status === 'success') return settling.complete();
  if (message.dequeueCount >= maxDequeueCount) return settling.poison();
  return settling.release(visibilityTimeout);
}

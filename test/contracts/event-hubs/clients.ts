import { join } from 'node:path';
import {
  EventHubConsumerClient,
  EventHubProducerClient,
  earliestEventPosition,
  type EventPosition,
  type LastEnqueuedEventProperties,
  type ReceivedEventData,
  type SubscribeOptions,
} from '@azure/event-hubs';
import { onTestFinished } from 'vitest';
import { target } from '../target.ts';

/** A namespace: what clients need to know of it. */
export interface Namespace {
  readonly connectionString: string;
}

/** The namespace of a file of checks, made from `resources.json`, with what else it asks for. */
export async function aNamespace(only = 'event-hubs', ...more: string[]) {
  const resources = join(import.meta.dirname, 'resources.json');
  const { eventHubs, ...others } = await target([`--only=${only}`, `--resources=${resources}`, ...more]);
  return { connectionString: eventHubs, ...others };
}

/** A stretch of a partition that is one check's own: it begins where the partition ends now. */
export interface Stretch {
  readonly partitionId: string;
  readonly startPosition: EventPosition;
  /** The sequence number of the next event. */
  readonly first: number;
}

let partitionsUsed = 0;

/** The next partition of hub `orders`. */
export async function aStretch(namespace: Namespace): Promise<Stretch> {
  const partitionId = String(partitionsUsed++ % 32);
  const client = new EventHubProducerClient(namespace.connectionString, 'orders', { retryOptions });
  const { lastEnqueuedSequenceNumber: last } = await client.getPartitionProperties(partitionId);
  await client.close();
  const startPosition = last < 0 ? earliestEventPosition : { sequenceNumber: last };
  return { partitionId, startPosition, first: last + 1 };
}

/** A subscription to a stretch. */
export const read = (namespace: Namespace, { partitionId, startPosition }: Stretch, more: Reading = {}) =>
  subscribe(namespace, { partitionId, startPosition, ...more });

export const bodiesOf = (events: readonly { body: unknown }[]) => events.map(({ body }) => body);

/** The real SDK with few and short retries. */
export const retryOptions = { maxRetries: 4, retryDelayInMs: 50, timeoutInMs: 10_000 };

export function aProducer(
  { connectionString }: Namespace,
  hub = 'orders',
  retries = retryOptions,
): EventHubProducerClient {
  const producer = new EventHubProducerClient(connectionString, hub, { retryOptions: retries });
  onTestFinished(() => producer.close());
  return producer;
}

interface Reading extends SubscribeOptions {
  group?: string;
  /** Default: `orders`. */
  hub?: string;
  partitionId?: string;
}

type Received = ReceivedEventData & { partitionId: string; last: LastEnqueuedEventProperties | undefined };

/** An error of the SDK: a MessagingError has a code. */
type Failure = Error & { code?: string };

/** A running subscription of the real SDK to one partition or to all. */
export interface Subscription {
  readonly events: Received[];
  /** Resolves with all events so far when there are `count`; rejects at an error. */
  received(count: number): Promise<Received[]>;
  /** Resolves when the link is open and has nothing to give for the moment. */
  idle(): Promise<void>;
  /** Resolves with the next error of the subscription. */
  failure(): Promise<Failure>;
  /** Resolves with the error of a subscription that is not let in; rejects when it is. */
  refusal(): Promise<Failure>;
  close(): Promise<void>;
}

export function subscribe({ connectionString }: Namespace, reading: Reading = {}): Subscription {
  const { group = '$Default', hub = 'orders', partitionId, ...options } = reading;
  const client = new EventHubConsumerClient(group, connectionString, hub, { retryOptions });
  const events: Received[] = [];
  const failed = Promise.withResolvers<Failure>();
  let waiting: { done: () => boolean; resolve: () => void }[] = [];
  let idleTurns = 0;
  const notify = () => {
    for (const { resolve } of waiting.filter(({ done }) => done())) resolve();
    waiting = waiting.filter(({ done }) => !done());
  };
  const until = (done: () => boolean) =>
    Promise.race([
      new Promise<void>((resolve) => {
        waiting.push({ done, resolve });
        notify();
      }),
      failed.promise.then((error) => Promise.reject(error)),
    ]);
  const handlers = {
    processEvents(
      batch: ReceivedEventData[],
      context: { partitionId: string; lastEnqueuedEventProperties?: LastEnqueuedEventProperties },
    ) {
      for (const event of batch)
        events.push(
          Object.assign(event, { partitionId: context.partitionId, last: context.lastEnqueuedEventProperties }),
        );
      if (batch.length === 0) idleTurns++;
      notify();
      return Promise.resolve();
    },
    processError(error: Error) {
      failed.resolve(firstCause(error));
      return Promise.resolve();
    },
  };
  const settings = { startPosition: earliestEventPosition, maxWaitTimeInSeconds: 0.1, ...options };
  const subscription =
    partitionId === undefined
      ? client.subscribe(handlers, settings)
      : client.subscribe(partitionId, handlers, settings);
  const close = async () => {
    await subscription.close();
    await client.close();
  };
  onTestFinished(close);
  return {
    events,
    close,
    received: async (count) => {
      await until(() => events.length >= count);
      return events;
    },
    idle: () => {
      const before = idleTurns;
      return until(() => idleTurns > before);
    },
    failure: () => failed.promise,
    refusal: async () => {
      const letIn = until(() => idleTurns > 0 || events.length > 0).then(() => 'let in');
      const outcome = await Promise.race([failed.promise, letIn.catch(() => failed.promise)]);
      if (typeof outcome === 'string') throw new Error('The subscription was let in');
      return outcome;
    },
  };
}

/** What a call of the SDK fails with; used-up retries come as an error that holds one per attempt. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const outcome = await work.then(
    () => new Error('The call succeeded'),
    (error: unknown) => error as Error,
  );
  return firstCause(outcome);
}

function firstCause(error: Error): Failure {
  const [cause] = 'errors' in error && Array.isArray(error.errors) ? (error.errors as Error[]) : [];
  return cause ? firstCause(cause) : error;
}

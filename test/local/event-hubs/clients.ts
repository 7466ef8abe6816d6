import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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
import {
  startEventHubs,
  type EventHubsOptions,
  type EventHubsService,
} from '../../../src/local/event-hubs/event-hubs.ts';

/** The real SDK with few and short retries. */
export const retryOptions = { maxRetries: 4, retryDelayInMs: 50, timeoutInMs: 10_000 };

export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'event-hubs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Hub `orders` with two partitions and the groups `$Default` and `audit`, on a free port, until the test ends. */
export async function aServer(options: Partial<EventHubsOptions> = {}): Promise<EventHubsService> {
  const hubs = [{ name: 'orders', partitions: 2, consumerGroups: ['audit'] }];
  const server = await startEventHubs({ dir: await aFolder(), port: 0, hubs, ...options });
  onTestFinished(() => server.stop());
  return server;
}

export function aProducer(
  { connectionString }: { connectionString: string },
  hub = 'orders',
  retries = retryOptions,
): EventHubProducerClient {
  const producer = new EventHubProducerClient(connectionString, hub, { retryOptions: retries });
  onTestFinished(() => producer.close());
  return producer;
}

interface Reading extends SubscribeOptions {
  group?: string;
  hub?: string;
  partitionId?: string;
  startPosition?: EventPosition;
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
  close(): Promise<void>;
}

export function subscribe({ connectionString }: { connectionString: string }, reading: Reading = {}): Subscription {
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

import { setTimeout as wait } from 'node:timers/promises';
import type { EventHubConsumerClient } from '@azure/event-hubs';
import { optional, required } from '../bindings/binding.ts';
import type { HostedFunction } from '../functions.ts';
import { pause } from '../invoker.ts';
import { addressParts, connection } from '../settings/connections.ts';
import { eventHubConsumer } from '../settings/event-hub-clients.ts';
import { createAvailability } from './availability.ts';
import { startPosition } from './event-hub-position.ts';
import { openEventHubStore, type Ownership, ownershipOf } from './event-hub-store.ts';
import { createTaker } from './event-hub-taker.ts';
import { hostId } from './host-id.ts';
import { createPatience, type Patiently, StoppedError } from './patience.ts';
import type { OpenSource, SourceContext } from './source.ts';

/** Between a break and the next try, in ms. */
const breakMs = 500;

/** How long an end may take, in ms. */
const closeMs = 1_000;

/** An empty read lasts so long at most, in s; events that come meanwhile end it. */
const longestWaitSeconds = 60;

/**
 * Event hub → function: each partition in its order, partitions side by side and shared among hosts. The checkpoint moves after a
 * call that succeeded, or whose retries are used up.
 */
export const openEventHubSource: OpenSource = (one, context) => {
  const { settings, host } = context;
  const hub = required(one.trigger, 'eventHubName');
  const name = required(one.trigger, 'connection');
  connection(settings, name, addressParts.eventHubs);
  connection(settings, 'AzureWebJobsStorage', addressParts.blob);
  startPosition(host.extensions.eventHubs.initialOffsetOptions);
  if (host.extensions.eventHubs.minEventBatchSize > 1)
    throw new Error(`host.json's eventHubs.minEventBatchSize is not supported by this host`);
  const group = optional(one.trigger, 'consumerGroup') ?? '$Default';
  return Promise.resolve({ run: (stopping) => listen(one, { name, hub, group }, context, stopping) });
};

interface Hub {
  /** Of the connection. */
  name: string;
  hub: string;
  group: string;
}

/** Reads until the host stops; what breaks off is opened anew, because the SDK would wait half a minute and more. */
async function listen(one: HostedFunction, hub: Hub, context: SourceContext, stopping: AbortSignal): Promise<void> {
  const what = `The event hub '${hub.hub}' of ${one.name}`;
  const patiently = createPatience(what, context.say, stopping);
  const availability = createAvailability(what, context.say);
  try {
    while (!stopping.aborted) {
      const { client, ownership } = await patiently(() => openConsumer(one, hub, context));
      try {
        await consume(one, { client, ownership }, context, { patiently, availability, stopping });
      } finally {
        await soon(client.close());
      }
      await pause(breakMs, stopping);
    }
  } catch (error) {
    if (!(error instanceof StoppedError)) throw error;
  }
}

/** Makes sure that the checkpoints have a place and that the hub answers, and takes back what this host held before. */
async function openConsumer(one: HostedFunction, hub: Hub, { settings, host, stateDir }: SourceContext) {
  const { loadBalancingUpdateInterval, partitionOwnershipExpirationInterval } = host.extensions.eventHubs;
  const storage = await openEventHubStore(settings);
  await storage.container.createIfNotExists();
  const identifier = `${hostId(stateDir)}.${one.name}`;
  const client = await eventHubConsumer(settings, hub, storage.store, {
    identifier,
    loadBalancingOptions: {
      strategy: 'greedy',
      updateIntervalInMs: loadBalancingUpdateInterval,
      partitionOwnershipExpirationIntervalInMs: partitionOwnershipExpirationInterval,
    },
  });
  try {
    await client.getPartitionIds();
    const { fullyQualifiedNamespace: namespace, eventHubName } = client;
    const ownership = ownershipOf(storage, identifier, { namespace, hub: eventHubName, group: hub.group });
    await ownership.release();
    return { client, ownership };
  } catch (error) {
    await soon(client.close());
    throw error;
  }
}

interface Pace {
  patiently: Patiently;
  availability: ReturnType<typeof createAvailability>;
  stopping: AbortSignal;
}

/** Until the host stops or the reading of a partition breaks off. The calls that run then are waited for. */
async function consume(
  one: HostedFunction,
  { client, ownership }: { client: EventHubConsumerClient; ownership: Ownership },
  context: SourceContext,
  pace: Pace,
) {
  const { maxEventBatchSize, prefetchCount, initialOffsetOptions } = context.host.extensions.eventHubs;
  const { availability, stopping } = pace;
  const running = new Set<Promise<void>>();
  const taker = createTaker(one, context, pace);
  const ended = Promise.withResolvers<undefined>();
  let isEnding = false;
  const end = () => {
    isEnding = true;
    ended.resolve(undefined);
  };
  const subscription = client.subscribe(
    {
      async processEvents(events, partition) {
        availability.succeeded();
        if (events.length === 0 || stopping.aborted) return;
        const work = taker.take(events, partition);
        running.add(work);
        await work.finally(() => running.delete(work));
      },
      processError(error) {
        // Another host takes its share of the partitions: that is no failure.
        const isTakenOver = (error as { code?: string }).code === 'ReceiverDisconnectedError';
        if (!isTakenOver && !stopping.aborted) availability.failed(error);
        return Promise.resolve();
      },
      async processClose(_, { partitionId }) {
        // A partition that another host has taken is its concern; what is ours still, broke off.
        if (!isEnding && (await ownership.owns(partitionId).catch(() => true))) end();
      },
    },
    {
      maxBatchSize: maxEventBatchSize,
      prefetchCount,
      maxWaitTimeInSeconds: longestWaitSeconds,
      startPosition: startPosition(initialOffsetOptions),
      skipParsingBodyAsJson: true,
    },
  );
  stopping.addEventListener('abort', end, { once: true });
  if (stopping.aborted) end();
  await ended.promise;
  stopping.removeEventListener('abort', end);
  await Promise.allSettled(running);
  await taker.checkpointAll();
  // Ownership that cannot be given up now is taken back at the next opening.
  await soon(subscription.close());
  if (stopping.aborted) await soon(ownership.release());
}

/** The SDK may wait long for links that another host has ended: nobody waits for it longer than `closeMs`. Never rejects. */
async function soon(closing: Promise<unknown>): Promise<void> {
  await Promise.race([closing.catch(() => undefined), wait(closeMs, undefined, { ref: false })]);
}

import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import { startHttpService } from '../http-service.ts';
import type { LocalService } from '../service.ts';
import type { TopicEvent } from './cloud-event.ts';
import type { WriteDeadLetter } from './dead-letter.ts';
import { openDeliveryStore } from './delivery-store.ts';
import type { Delivery, DeliveryNote } from './delivery.ts';
import type { GridEvent } from './grid-event.ts';
import type { SubscriptionNote } from './provisioning.ts';
import { publishFaults } from './publish-faults.ts';
import { publisher } from './publisher.ts';
import { createRouter } from './router.ts';
import { readSubscriptions } from './subscription.ts';
import type { SubscriptionDescription } from './subscription.ts';
import { readTopic } from './topic.ts';
import type { TopicDescription } from './topic.ts';

export interface EventGridOptions {
  /** Where owed deliveries are kept; made if absent. */
  dir: string;
  /** Of the publish endpoint; 0 takes a free one. */
  port: number;
  topics: readonly TopicDescription[];
  subscriptions: readonly SubscriptionDescription[];
  deadLetter: WriteDeadLetter;
  clock?: Clock | undefined;
  faults?: Faults | undefined;
  /** Base64; opens every topic. */
  key?: string | undefined;
  /** Uniform in [0, 1): the randomness of the retry schedule. */
  random?: (() => number) | undefined;
}

/** The local Event Grid: takes events and pushes them to webhooks with the service's handshake, retries and dead letters. */
export interface EventGrid extends LocalService {
  /** Hears what becomes of each delivery, of each webhook, and each event that came. */
  readonly notes: EventEmitter<{ note: [DeliveryNote]; subscription: [SubscriptionNote]; published: [TopicEvent] }>;
  readonly key: string;
  /** Where a custom topic takes events, for `EventGridPublisherClient`. */
  endpointOf(topic: string): string;
  /**
   * Takes an event of the storage account's system topic: when this returns, each delivery it causes is stored and survives
   * `kill -9`. A test may publish an event again, or an old one late: the service promises neither once nor order.
   */
  publish(event: GridEvent): void;
  /** Says where functions take events; their deliveries wait for the first call. */
  connect(endpointOf: (functionName: string) => string): void;
  /**
   * Deploys subscriptions: from now on these and no others. Events of before are not for a new one.
   *
   * @throws Error that names a bad subscription; then all stays as it was.
   */
  setSubscriptions(subscriptions: readonly SubscriptionDescription[]): Promise<void>;
  /** What is owed, stored order. */
  owed(): Delivery[];
  /** Ends deliveries and closes the port; `publish` goes on. */
  stop(): Promise<void>;
  /** Stops for good. */
  close(): Promise<void>;
}

/** As Azurite has a well-known key, so has this; it opens nothing but the local machine's own topics. */
const LOCAL_KEY = Buffer.from('the well-known key of the local Event Grid').toString('base64');

/**
 * How to read it: `publisher.ts` what the port answers · `subscription.ts` who wants what · `filter.ts` · `router.ts` from event to
 * stored deliveries · `provisioning.ts`, `handshake.ts` whether a webhook agrees · `dispatcher.ts`, `attempt.ts`, `push.ts` the
 * way out · `retry.ts`, `probation.ts` when it failed · `burial.ts`, `dead-letter.ts` when it is given up · `*-faults.ts`.
 *
 * @throws Error that names a bad topic or subscription, or the port that is taken.
 */
export async function startEventGrid(options: EventGridOptions): Promise<EventGrid> {
  const { dir, clock = systemClock, faults, key = LOCAL_KEY, random = Math.random } = options;
  const topics = options.topics.map(readTopic);
  const subscriptions = readSubscriptions(options.subscriptions, topics);
  mkdirSync(dir, { recursive: true });
  const store = openDeliveryStore(join(dir, 'deliveries.sqlite'));
  const notes: EventGrid['notes'] = new EventEmitter();
  let address = '';
  const endpointOf = (topic: string) => `${address}/${topic}/api/events`;
  const { deadLetter: writeDeadLetter } = options;
  const router = createRouter(subscriptions, {
    ...{ store, clock, faults, random, writeDeadLetter, notes },
    validationUrl: (name, code) => `${address}/eventsubscriptions/${name}/validate?id=${code}`,
  });
  const open = () => ({ listener, close: () => router.stop() });
  const listener = publisher({ topics, key, endpointOf, now: () => clock.now(), ...router });
  const http = { name: 'event-grid', port: options.port, faults: publishFaults(faults), open } as const;
  const service = await startHttpService(http).catch((error: unknown) => {
    store.close();
    throw error;
  });
  address = `http://127.0.0.1:${service.port}`;
  router.start();

  return {
    ...service,
    notes,
    key,
    endpointOf,
    publish: (event) => router.accept(undefined, [event]),
    connect: (functionEndpoint) => router.connect(functionEndpoint),
    setSubscriptions: async (descriptions) => router.setSubscriptions(readSubscriptions(descriptions, topics)),
    owed: () => store.all(),
    async start() {
      await service.start();
      router.start();
    },
    async close() {
      await service.stop();
      store.close();
    },
  };
}

import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import type { WriteDeadLetter } from './dead-letter.ts';
import { openDeliveryStore } from './delivery-store.ts';
import type { Delivery } from './delivery.ts';
import { dispatcher } from './dispatcher.ts';
import type { DeliveryNote } from './dispatcher.ts';
import type { GridEvent } from './grid-event.ts';
import { readSubscription, wants } from './subscription.ts';
import type { SubscriptionDescription } from './subscription.ts';

export interface EventGridOptions {
  /** Where owed deliveries are kept; made if absent. */
  dir: string;
  subscriptions: SubscriptionDescription[];
  deadLetter: WriteDeadLetter;
  clock?: Clock;
}

/** The local Event Grid: pushes events to webhooks with the service's retries and dead letters. It owns no port. */
export interface EventGrid {
  readonly name: string;
  /** Hears what becomes of each delivery. */
  readonly notes: EventEmitter<{ note: [DeliveryNote]; published: [GridEvent] }>;
  /**
   * Takes an event: when this returns, each delivery it causes is stored and survives `kill -9`.
   * A test may publish an event again, or an old one late: the service promises neither once nor order.
   */
  publish(event: GridEvent): void;
  /** Says where functions take events; deliveries wait for the first call. */
  connect(endpointOf: (functionName: string) => string): void;
  /** What is owed, stored order. */
  owed(): Delivery[];
  /** Ends deliveries, not publishing. */
  stop(): Promise<void>;
  /** Delivers again, to where it did before. */
  start(): Promise<void>;
  /** Stops for good. */
  close(): Promise<void>;
}

/** @throws Error that names a bad subscription. */
export function startEventGrid({ dir, subscriptions, deadLetter, clock = systemClock }: EventGridOptions): EventGrid {
  mkdirSync(dir, { recursive: true });
  const store = openDeliveryStore(join(dir, 'deliveries.sqlite'));
  const notes: EventGrid['notes'] = new EventEmitter();
  const routes = subscriptions.map(readSubscription).map((subscription) => ({
    subscription,
    to: dispatcher(subscription, store, clock, deadLetter, (note) => notes.emit('note', note)),
  }));
  let endpointOf: ((functionName: string) => string) | undefined;

  for (const delivery of store.all()) {
    const route = routes.find(({ subscription }) => subscription.name === delivery.subscription);
    if (route === undefined)
      store.remove(delivery); // its subscription was deleted, as were its events
    else route.to.add(delivery);
  }

  const deliver = () => {
    for (const { subscription, to } of routes) if (endpointOf) to.start(endpointOf(subscription.functionName));
  };
  const stop = async () => {
    await Promise.all(routes.map(({ to }) => to.stop()));
  };
  return {
    name: 'event-grid',
    notes,
    publish(event) {
      for (const { subscription, to } of routes)
        if (wants(subscription, event)) to.add(store.add(subscription.name, event, clock.now()));
      notes.emit('published', event);
    },
    connect(endpoint) {
      endpointOf = endpoint;
      deliver();
    },
    owed: () => store.all(),
    stop,
    start() {
      deliver();
      return Promise.resolve();
    },
    async close() {
      await stop();
      store.close();
    },
  };
}

import type { EventEmitter } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { account } from '../azurite/account.ts';
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import type { TopicEvent } from './cloud-event.ts';
import type { WriteDeadLetter } from './dead-letter.ts';
import type { DeliveryStore } from './delivery-store.ts';
import type { DeliveryNote } from './delivery.ts';
import { dispatcher } from './dispatcher.ts';
import type { Dispatcher } from './dispatcher.ts';
import { enter } from './event-faults.ts';
import { wants } from './filter.ts';
import { count, noMetrics } from './metrics.ts';
import type { Metrics } from './metrics.ts';
import { provisioning } from './provisioning.ts';
import type { Provisioning, SubscriptionNote } from './provisioning.ts';
import type { Subscription } from './subscription.ts';
import { storageTopicId, topicId } from './topic.ts';

export interface RouterOptions {
  store: DeliveryStore;
  clock: Clock;
  faults: Faults | undefined;
  random: () => number;
  writeDeadLetter: WriteDeadLetter;
  notes: EventEmitter<{ note: [DeliveryNote]; subscription: [SubscriptionNote]; published: [TopicEvent] }>;
  validationUrl: (subscription: string, code: string) => string;
}

/** From a topic's event to the deliveries of its subscriptions. */
export interface Router {
  /**
   * Stores, all or nothing, what the events cause.
   *
   * @param topic `undefined` is the storage account's system topic.
   */
  accept(topic: string | undefined, events: readonly TopicEvent[]): void;
  /** Says where functions take events. */
  connect(endpointOf: (functionName: string) => string): void;
  /** How a subscription is; `undefined` when there is none of that name. */
  status(subscription: string): SubscriptionStatus | undefined;
  validate(subscription: string, code: string): boolean;
  /** From now on these and no others. What is owed to one that stays, changed or not, stays owed. */
  setSubscriptions(subscriptions: readonly Subscription[]): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export interface SubscriptionStatus {
  readonly provisioningState: string;
  readonly metrics: Metrics;
}

interface Route {
  readonly metrics: Metrics;
  readonly subscription: Subscription;
  readonly to: Dispatcher;
  /** Only a webhook is asked. */
  readonly webhook: Provisioning | undefined;
}

export function createRouter(subscriptions: readonly Subscription[], options: RouterOptions): Router {
  const { store, clock, faults, notes } = options;
  let routes = subscriptions.map((subscription) => routeTo(subscription, options));
  let functionEndpoint: ((functionName: string) => string) | undefined;
  let isUp = false;
  takeOver(routes, routes, store);

  const deliver = (these: readonly Route[]) => {
    for (const { subscription, to, webhook } of these)
      if (webhook) webhook.start();
      else if (functionEndpoint && subscription.destination.endpointType === 'AzureFunction')
        to.start(functionEndpoint(subscription.destination.functionName));
  };
  const find = (name: string) =>
    routes.find(({ subscription }) => subscription.name.toLowerCase() === name.toLowerCase());
  return {
    accept(topic, events) {
      const now = clock.now();
      const open = routes.filter(
        ({ subscription, webhook }) => subscription.topic === topic && webhook?.state() !== 'Failed',
      );
      const wanted = open.flatMap(({ subscription }) =>
        events
          .filter((event) => wants(subscription, event))
          .flatMap((event) => enter({ subscription: subscription.name, event, dueAt: now }, faults)),
      );
      const added = store.add(wanted, now);
      for (const { subscription, to, metrics } of open) {
        const ours = added.filter((delivery) => delivery.subscription === subscription.name);
        metrics.MatchedEventCount += ours.length;
        to.add(ours);
      }
      for (const event of events) notes.emit('published', event);
    },
    connect(endpointOf) {
      functionEndpoint = endpointOf;
      if (isUp) deliver(routes);
    },
    status(name) {
      const route = find(name);
      return route && { provisioningState: route.webhook?.state() ?? 'Succeeded', metrics: route.metrics };
    },
    validate: (name, code) => find(name)?.webhook?.validate(code) ?? false,
    start() {
      isUp = true;
      deliver(routes);
    },
    async setSubscriptions(next) {
      const isAsBefore = (one: Subscription) => routes.some(({ subscription }) => isDeepStrictEqual(subscription, one));
      const added = next.filter((one) => !isAsBefore(one));
      const kept = routes.filter(({ subscription }) => next.some((one) => isDeepStrictEqual(one, subscription)));
      await stopAll(routes.filter((route) => !kept.includes(route)));
      // What came meanwhile is in the store.
      const fresh = added.map((subscription) => routeTo(subscription, options));
      routes = [...kept, ...fresh];
      takeOver(fresh, routes, store);
      if (isUp) deliver(fresh);
    },
    async stop() {
      isUp = false;
      await stopAll(routes);
    },
  };
}

function routeTo(subscription: Subscription, options: RouterOptions): Route {
  const { notes, validationUrl } = options;
  const metrics = noMetrics();
  const onNote = (note: DeliveryNote) => {
    count(metrics, note);
    notes.emit('note', note);
  };
  const to = dispatcher({ ...options, subscription, onNote });
  if (subscription.destination.endpointType !== 'WebHook') return { subscription, metrics, to, webhook: undefined };
  const { endpointUrl } = subscription.destination;
  const webhook = provisioning({
    ...options,
    subscription,
    endpointUrl,
    topic: subscription.topic === undefined ? storageTopicId(account.name) : topicId(subscription.topic),
    validationUrl: (code) => validationUrl(subscription.name, code),
    onReady: () => to.start(endpointUrl),
    onFailure: () => to.forget(),
    onNote: (note) => notes.emit('subscription', note),
  });
  return { subscription, metrics, to, webhook };
}

async function stopAll(routes: readonly Route[]): Promise<void> {
  for (const { webhook } of routes) webhook?.stop();
  await Promise.all(routes.map(({ to }) => to.stop()));
}

/** Gives `fresh` routes, of all that there are now, what an earlier process or the subscription before a change left. */
function takeOver(fresh: readonly Route[], routes: readonly Route[], store: DeliveryStore): void {
  for (const delivery of store.all()) {
    const isOurs = ({ subscription }: Route) => subscription.name === delivery.subscription;
    fresh.find(isOurs)?.to.add([delivery]);
    if (!routes.some(isOurs)) store.remove(delivery); // its subscription was deleted, as were its events
  }
}

import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { listening } from './endpoint.ts';
import { shakeHands } from './handshake.ts';
import type { Subscription } from './subscription.ts';

/** As ARM calls it. `Creating` lasts while nothing listens at the endpoint. */
type ProvisioningState = 'Creating' | 'AwaitingManualAction' | 'Succeeded' | 'Failed';

/** What became of a webhook that a subscription names. */
export interface SubscriptionNote {
  subscription: string;
  provisioningState: ProvisioningState;
  /** For people: which endpoint, and what is wrong with it. */
  message: string;
}

/** Brings a webhook to where it may get events. One that agreed once is not asked again. */
export interface Provisioning {
  state(): ProvisioningState;
  /** Asks, or goes on. */
  start(): void;
  stop(): void;
  /** Somebody opened the validation URL. @returns whether it was this subscription's, in time. */
  validate(code: string): boolean;
}

export interface ProvisioningOptions {
  subscription: Subscription;
  endpointUrl: string;
  /** Resource id of the subscription's topic. */
  topic: string;
  store: DeliveryStore;
  clock: Clock;
  validationUrl: (code: string) => string;
  /** Events may go out. */
  onReady: () => void;
  /** No event may go out, and those that came are not for it. */
  onFailure: () => void;
  onNote: (note: SubscriptionNote) => void;
}

/** How long a validation URL may be opened, in ms. Source: learn.microsoft.com/azure/event-grid/end-point-validation-event-grid-events-schema */
const MANUAL_MS = 10 * 60_000;

export function provisioning(options: ProvisioningOptions): Provisioning {
  const { subscription, endpointUrl, store, clock, validationUrl } = options;
  const validationCode = randomUUID().toUpperCase();
  /** Another URL or schema is another question. */
  const endpoint = `${subscription.eventDeliverySchema} ${endpointUrl}`;
  let state: ProvisioningState = 'Creating';
  let cancel = new AbortController();
  let stopWaiting = () => {};

  function enter(next: ProvisioningState, message: string): void {
    stopWaiting();
    state = next;
    options.onNote({ subscription: subscription.name, provisioningState: next, message: `${endpointUrl} ${message}` });
    if (next === 'Failed') options.onFailure();
  }

  function succeed(message: string): void {
    store.setValidated(subscription.name, endpoint);
    enter('Succeeded', message);
    options.onReady();
  }

  function awaitPerson(): void {
    enter('AwaitingManualAction', `may be validated for 10 minutes by a GET of ${validationUrl(validationCode)}`);
    stopWaiting = clock.at(clock.now() + MANUAL_MS, () => enter('Failed', 'was not validated within 10 minutes'));
  }

  async function ask({ signal }: AbortController): Promise<void> {
    const question = { ...options, validationCode, validationUrl: validationUrl(validationCode) };
    let consent = await shakeHands(question, clock, signal);
    if (consent === 'refused') enter('Creating', 'does not listen yet; it is asked when it does');
    while (consent === 'refused' && !signal.aborted) {
      await listening(endpointUrl, signal);
      consent = await shakeHands(question, clock, signal);
    }
    if (signal.aborted || state === 'Succeeded') return;
    if (consent === 'given') succeed('agreed to get events');
    else if (consent === 'manual') awaitPerson();
    else if (typeof consent === 'object') enter('Failed', `was not validated: ${consent.denied}. It gets no events`);
  }

  return {
    state: () => state,
    start() {
      if (state === 'Failed' || state === 'AwaitingManualAction') return;
      if (state === 'Creating' && store.isValidated(subscription.name, endpoint)) state = 'Succeeded';
      cancel = new AbortController();
      if (state === 'Succeeded') options.onReady();
      else void ask(cancel);
    },
    stop() {
      cancel.abort();
    },
    validate(code) {
      const isOurs = code === validationCode && (state === 'AwaitingManualAction' || state === 'Creating');
      if (isOurs) succeed('was validated by hand');
      return isOurs;
    },
  };
}

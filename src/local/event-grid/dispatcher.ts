import type { Clock } from './clock.ts';
import { deadLetterBody, deadLetterName } from './dead-letter.ts';
import type { WriteDeadLetter } from './dead-letter.ts';
import type { DeliveryStore } from './delivery-store.ts';
import type { Delivery } from './delivery.ts';
import { accepts, listening } from './endpoint.ts';
import { push } from './push.ts';
import { afterAttempt, isExpired, outcomeName } from './retry.ts';
import type { Outcome } from './retry.ts';
import type { Subscription } from './subscription.ts';

/** What happened to a delivery, for logs and for tests that wait for it. */
export interface DeliveryNote {
  kind: 'delivered' | 'retry' | 'dead-lettered' | 'dead-letter-retry' | 'dropped';
  delivery: Delivery;
}

/** Carries one subscription's events to its webhook, in parallel, unordered, at least once. */
export interface Dispatcher {
  /** Takes over a stored delivery. */
  add(delivery: Delivery): void;
  /** Begins, or goes on, to deliver there. */
  start(url: string): void;
  /** Breaks off what is under way; it stays owed. */
  stop(): Promise<void>;
}

/** The service has no cap; here the sockets of one process are one. */
const AT_ONCE = 256;

/** A dead letter that cannot be written is tried again each minute, and dropped after 4 h. Source: learn.microsoft.com/azure/event-grid/delivery-and-retry */
const DEAD_LETTER_RETRY_MS = 60_000;
const DEAD_LETTER_GIVE_UP_MS = 4 * 3_600_000;

export function dispatcher(
  subscription: Subscription,
  store: DeliveryStore,
  clock: Clock,
  writeDeadLetter: WriteDeadLetter,
  onNote: (note: DeliveryNote) => void,
): Dispatcher {
  const waiting = new Set<Delivery>();
  const underWay = new Map<Delivery, Promise<void>>();
  /** Deliveries whose connection broke: due at once when the endpoint was away and comes back. */
  const broken = new Set<Delivery>();
  let endpoint: { url: string; isAway: boolean; cancel: AbortController } | undefined;
  let cancelTimer = () => {};
  let isPumpSoon = false;

  /** Starts all that is due, and sets the timer for what is not. */
  function pump(): void {
    isPumpSoon = false;
    cancelTimer();
    if (endpoint === undefined) return;
    const now = clock.now();
    let next = Infinity;
    for (const delivery of waiting) {
      if (underWay.size >= AT_ONCE) return; // the end of one calls again
      if (delivery.dueAt > now) next = Math.min(next, delivery.dueAt);
      else if (delivery.deadReason !== undefined || !endpoint.isAway) begin(delivery, endpoint);
    }
    if (next < Infinity) cancelTimer = clock.at(next, pump);
  }

  function begin(delivery: Delivery, at: NonNullable<typeof endpoint>): void {
    waiting.delete(delivery);
    broken.delete(delivery);
    if (delivery.deadReason === undefined && isExpired(delivery, subscription, clock.now()))
      delivery.deadReason = 'TimeToLiveExceeded';
    const work = delivery.deadReason === undefined ? attempt(delivery, at) : bury(delivery);
    underWay.set(
      delivery,
      work.finally(() => {
        underWay.delete(delivery);
        pump();
      }),
    );
  }

  async function attempt(delivery: Delivery, at: NonNullable<typeof endpoint>): Promise<void> {
    const outcome = await push(at.url, delivery, at.cancel.signal);
    if (at.cancel.signal.aborted && outcome === 'broken') {
      owe(delivery);
      return;
    }
    if (outcome === 'refused') {
      broken.add(delivery);
      owe(delivery);
      awaitReturn(at);
      return;
    }
    delivery.attempts++;
    delivery.lastAttemptAt = clock.now();
    delivery.lastOutcome = outcomeName(outcome);
    await settle(delivery, outcome);
    if (outcome === 'broken' && waiting.has(delivery)) {
      broken.add(delivery);
      if (!(await accepts(at.url))) awaitReturn(at);
    }
  }

  async function settle(delivery: Delivery, outcome: Outcome): Promise<void> {
    const step = afterAttempt(delivery, outcome, subscription, clock.now());
    switch (step.kind) {
      case 'delivered':
        store.remove(delivery);
        onNote({ kind: 'delivered', delivery });
        break;
      case 'retry':
        delivery.dueAt = step.atMs;
        owe(delivery);
        onNote({ kind: 'retry', delivery });
        break;
      case 'dead':
        delivery.deadReason = step.reason;
        store.update(delivery);
        await bury(delivery);
    }
  }

  async function bury(delivery: Delivery): Promise<void> {
    const now = clock.now();
    try {
      await writeDeadLetter(subscription.deadLetterContainer, deadLetterName(delivery, now), deadLetterBody(delivery));
      store.remove(delivery);
      onNote({ kind: 'dead-lettered', delivery });
    } catch {
      if (now - (delivery.lastAttemptAt ?? delivery.publishedAt) >= DEAD_LETTER_GIVE_UP_MS) {
        store.remove(delivery);
        onNote({ kind: 'dropped', delivery });
        return;
      }
      delivery.dueAt = now + DEAD_LETTER_RETRY_MS;
      owe(delivery);
      onNote({ kind: 'dead-letter-retry', delivery });
    }
  }

  function owe(delivery: Delivery): void {
    store.update(delivery);
    waiting.add(delivery);
  }

  /** Nobody should wait for the schedule when a host merely restarts: deliveries go out as soon as it listens again. */
  function awaitReturn(at: NonNullable<typeof endpoint>): void {
    if (at.isAway) return;
    at.isAway = true;
    void listening(at.url, at.cancel.signal).then(() => {
      at.isAway = false;
      for (const delivery of broken) delivery.dueAt = Math.min(delivery.dueAt, clock.now());
      broken.clear();
      pump();
    });
  }

  return {
    add(delivery) {
      waiting.add(delivery);
      if (!isPumpSoon) setImmediate(pump); // after the answer to the blob write that caused it
      isPumpSoon = true;
    },
    start(url) {
      endpoint?.cancel.abort();
      endpoint = { url, isAway: false, cancel: new AbortController() };
      pump();
    },
    async stop() {
      cancelTimer();
      endpoint?.cancel.abort();
      endpoint = undefined;
      await Promise.all(underWay.values());
    },
  };
}

import type { Faults } from '../faults/faults.ts';
import { attempt } from './attempt.ts';
import type { AttemptOptions } from './attempt.ts';
import { batches } from './batches.ts';
import { bury } from './burial.ts';
import type { Burial } from './burial.ts';
import { deliveryFaults } from './delivery-faults.ts';
import type { Delivery } from './delivery.ts';
import { accepts, listening } from './endpoint.ts';
import { probation } from './probation.ts';

/** Carries one subscription's events to its webhook, in parallel, unordered, at least once. */
export interface Dispatcher {
  /** Takes over stored deliveries. */
  add(deliveries: readonly Delivery[]): void;
  /** Begins, or goes on, to deliver there. */
  start(url: string): void;
  /** Breaks off what is under way; it stays owed. */
  stop(): Promise<void>;
  /** Owes nothing any more. */
  forget(): void;
}

export interface DispatcherOptions extends Burial {
  faults: Faults | undefined;
  /** Uniform in [0, 1). */
  random: () => number;
}

/** The service has no cap; here the sockets of one process are one. */
const AT_ONCE = 256;

interface Endpoint {
  readonly url: string;
  isAway: boolean;
  readonly cancel: AbortController;
}

export function dispatcher(options: DispatcherOptions): Dispatcher {
  const { subscription, store, clock } = options;
  const faults = deliveryFaults(subscription.name, options.faults);
  const health = probation();
  const attempting: AttemptOptions = { ...options, faults, health };
  const waiting = new Set<Delivery>();
  const underWay = new Set<Promise<void>>();
  /** Deliveries whose connection broke: due at once when the endpoint was away and comes back. */
  const broken = new Set<Delivery>();
  let endpoint: Endpoint | undefined;
  let cancelTimer = () => {};
  let isPumpSoon = false;

  /** Starts all that is due, and sets the timer for what is not. */
  function pump(): void {
    isPumpSoon = false;
    cancelTimer();
    if (endpoint === undefined) return;
    const at = endpoint;
    const now = clock.now();
    const due: Delivery[] = [];
    let next = Infinity;
    for (const delivery of waiting) {
      if (underWay.size + due.length >= AT_ONCE) break; // the end of one calls again
      const isDead = delivery.deadReason !== undefined;
      const dueAt = isDead ? delivery.dueAt : Math.max(delivery.dueAt, health.until());
      if (dueAt > now) next = Math.min(next, dueAt);
      else if (isDead) begin([delivery], () => inter(delivery));
      else if (!at.isAway) due.push(delivery);
    }
    for (const batch of batches(due, subscription.destination)) begin(batch, () => deliver(batch, at));
    if (next < Infinity) cancelTimer = clock.at(next, pump);
  }

  function pumpSoon(): void {
    if (!isPumpSoon) setImmediate(pump); // after the answer to the blob write that caused it
    isPumpSoon = true;
  }

  function begin(batch: readonly Delivery[], act: () => Promise<void>): void {
    for (const delivery of batch) {
      waiting.delete(delivery);
      broken.delete(delivery);
    }
    const work = act().finally(() => {
      underWay.delete(work);
      pumpSoon();
    });
    underWay.add(work);
  }

  async function deliver(batch: readonly Delivery[], at: Endpoint): Promise<void> {
    const { outcome, owed } = await attempt(batch, at.url, at.cancel.signal, attempting);
    owed.forEach(owe);
    if (owed.length < batch.length) makeDue(faults.overtaken());
    if (outcome !== 'refused' && outcome !== 'broken') return;
    for (const delivery of owed) if (delivery.deadReason === undefined) broken.add(delivery);
    if (outcome === 'refused' || !(await accepts(at.url))) awaitReturn(at);
  }

  async function inter(delivery: Delivery): Promise<void> {
    if ((await bury(delivery, options)) === 'owed') owe(delivery);
  }

  function owe(delivery: Delivery): void {
    store.update(delivery);
    waiting.add(delivery);
  }

  /** Nobody should wait for the schedule when a host merely restarts: deliveries go out as soon as it listens again. */
  function awaitReturn(at: Endpoint): void {
    if (at.isAway) return;
    at.isAway = true;
    void listening(at.url, at.cancel.signal).then(() => {
      at.isAway = false;
      health.end();
      makeDue(broken);
      broken.clear();
      pumpSoon();
    });
  }

  function makeDue(deliveries: Iterable<Delivery>): void {
    for (const delivery of deliveries) delivery.dueAt = Math.min(delivery.dueAt, clock.now());
  }

  return {
    add(deliveries) {
      for (const delivery of deliveries) waiting.add(delivery);
      pumpSoon();
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
      await Promise.all(underWay);
    },
    forget() {
      for (const delivery of waiting) store.remove(delivery);
      waiting.clear();
    },
  };
}

import type { Clock } from '../clock.ts';
import { deadLetterBody, deadLetterName } from './dead-letter.ts';
import type { WriteDeadLetter } from './dead-letter.ts';
import type { DeliveryStore } from './delivery-store.ts';
import type { DeadLetterReason, Delivery, DeliveryNote } from './delivery.ts';
import type { Subscription } from './subscription.ts';

/** All in ms. Source of first and last: learn.microsoft.com/azure/event-grid/delivery-and-retry, Dead-letter events; between them, each minute. */
const DELAY_MS = 5 * 60_000;
const RETRY_MS = 60_000;
const GIVE_UP_MS = 4 * 3_600_000;

export interface Burial {
  subscription: Subscription;
  store: DeliveryStore;
  clock: Clock;
  writeDeadLetter: WriteDeadLetter;
  onNote: (note: DeliveryNote) => void;
}

/** What becomes of a delivery that no attempt follows. @returns `owed` while its dead letter is to be written later. */
export function condemn(delivery: Delivery, reason: DeadLetterReason, burial: Burial): 'owed' | 'gone' {
  const { subscription, store, clock, onNote } = burial;
  delivery.deadReason = reason;
  onNote({ kind: 'undeliverable', delivery });
  if (subscription.deadLetterContainer === undefined) {
    store.remove(delivery);
    onNote({ kind: 'dropped', delivery });
    return 'gone';
  }
  delivery.dueAt = clock.now() + DELAY_MS;
  delivery.deadSince = delivery.dueAt;
  return 'owed';
}

/** Writes a dead letter that is due. */
export async function bury(delivery: Delivery, burial: Burial): Promise<'owed' | 'gone'> {
  const { subscription, store, clock, writeDeadLetter, onNote } = burial;
  const now = clock.now();
  try {
    const body = deadLetterBody(delivery, subscription);
    await writeDeadLetter(subscription.deadLetterContainer ?? '', deadLetterName(delivery, now), body);
    store.remove(delivery);
    onNote({ kind: 'dead-lettered', delivery });
    return 'gone';
  } catch {
    if (now - (delivery.deadSince ?? now) >= GIVE_UP_MS) {
      store.remove(delivery);
      onNote({ kind: 'dropped', delivery });
      return 'gone';
    }
    delivery.dueAt = now + RETRY_MS;
    onNote({ kind: 'dead-letter-retry', delivery });
    return 'owed';
  }
}

import { randomUUID } from 'node:crypto';
import { toCloudEvent } from './cloud-event.ts';
import type { Delivery } from './delivery.ts';
import type { Subscription } from './subscription.ts';

/** Stores a dead letter as a blob. May fail: it is tried again. */
export type WriteDeadLetter = (container: string, blobName: string, json: string) => Promise<void>;

/** `SUBSCRIPTION/Y/M/D/H/<guid>.json`, in UTC, without leading zeros. Source: learn.microsoft.com/azure/event-grid/manage-event-delivery */
export function deadLetterName({ subscription }: Delivery, nowMs: number): string {
  const at = new Date(nowMs);
  const hour = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours()].join('/');
  return `${subscription.toUpperCase()}/${hour}/${randomUUID()}.json`;
}

/**
 * An array of one event, in the schema of its subscription, that says why it is here.
 * Source: learn.microsoft.com/azure/event-grid/delivery-and-retry, Delivery event formats
 */
export function deadLetterBody(delivery: Delivery, { eventDeliverySchema }: Subscription): string {
  const { event, deadReason, attempts, lastOutcome, publishedAt, lastAttemptAt } = delivery;
  const why = {
    deadLetterReason: deadReason,
    deliveryAttempts: attempts,
    lastDeliveryOutcome: lastOutcome,
    publishTime: new Date(publishedAt).toISOString(),
    lastDeliveryAttemptTime: lastAttemptAt === undefined ? undefined : new Date(lastAttemptAt).toISOString(),
  };
  if (eventDeliverySchema === 'EventGridSchema') return JSON.stringify([{ ...event, ...why }]);
  const lowerCase = Object.fromEntries(Object.entries(why).map(([name, value]) => [name.toLowerCase(), value]));
  return JSON.stringify([{ ...toCloudEvent(event), ...lowerCase }]);
}

import { randomUUID } from 'node:crypto';
import type { Delivery } from './delivery.ts';

/** Stores a dead letter as a blob. May fail: it is tried again. */
export type WriteDeadLetter = (container: string, blobName: string, json: string) => Promise<void>;

/** `SUBSCRIPTION/Y/M/D/H/<guid>.json`, in UTC, without leading zeros. Source: learn.microsoft.com/azure/event-grid/manage-event-delivery */
export function deadLetterName({ subscription }: Delivery, nowMs: number): string {
  const at = new Date(nowMs);
  const hour = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours()].join('/');
  return `${subscription.toUpperCase()}/${hour}/${randomUUID()}.json`;
}

/** An array of one event that says why it is here. */
export function deadLetterBody(delivery: Delivery): string {
  const { event, deadReason, attempts, lastOutcome, publishedAt, lastAttemptAt } = delivery;
  return JSON.stringify([
    {
      ...event,
      deadLetterReason: deadReason,
      deliveryAttempts: attempts,
      lastDeliveryOutcome: lastOutcome,
      publishTime: new Date(publishedAt).toISOString(),
      lastDeliveryAttemptTime: lastAttemptAt === undefined ? undefined : new Date(lastAttemptAt).toISOString(),
    },
  ]);
}

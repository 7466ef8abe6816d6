import type { TopicEvent } from './cloud-event.ts';

/** One event on its way to one subscription. Times are ms since 1970. */
export interface Delivery {
  readonly id: number;
  readonly subscription: string;
  readonly event: TopicEvent;
  readonly publishedAt: number;
  attempts: number;
  /** When the next attempt, or for a dead letter the next try to write it, is due. */
  dueAt: number;
  lastAttemptAt?: number;
  lastOutcome?: string;
  /** Set when no attempt follows: what is left to do is to write the dead letter. */
  deadReason?: DeadLetterReason;
  /** When the dead letter was first to be written. */
  deadSince?: number;
}

export type DeadLetterReason = 'UndeliverableDueToClientError' | 'MaxDeliveryAttemptsExceeded' | 'TimeToLiveExceeded';

/** What happened to a delivery, for logs and for tests that wait for it. `undeliverable`: no attempt follows. */
export interface DeliveryNote {
  kind: 'delivered' | 'retry' | 'undeliverable' | 'dead-lettered' | 'dead-letter-retry' | 'dropped';
  delivery: Delivery;
}

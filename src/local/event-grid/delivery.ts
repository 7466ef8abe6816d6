import type { GridEvent } from './grid-event.ts';

/** One event on its way to one subscription. Times are ms since 1970. */
export interface Delivery {
  readonly id: number;
  readonly subscription: string;
  readonly event: GridEvent;
  readonly publishedAt: number;
  attempts: number;
  /** When the next attempt, or for a dead letter the next try to write it, is due. */
  dueAt: number;
  lastAttemptAt?: number;
  lastOutcome?: string;
  /** Set when no attempt follows: what is left to do is to write the dead letter. */
  deadReason?: DeadLetterReason;
}

export type DeadLetterReason = 'UndeliverableDueToClientError' | 'MaxDeliveryAttemptsExceeded' | 'TimeToLiveExceeded';

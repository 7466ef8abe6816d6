import { outcomeName } from './retry.ts';
import type { Outcome } from './retry.ts';

/**
 * Delayed delivery: a destination that keeps failing gets nothing for a while, no retry and no new event. In memory only: a
 * restart ends it.
 */
export interface Probation {
  /** Ms since 1970; nothing is attempted before. */
  until(): number;
  failed(outcome: Outcome, nowMs: number): void;
  /** A delivery arrived, or the endpoint is known to be back: the count begins anew. */
  end(): void;
}

/** Failures in a row. Source: learn.microsoft.com/azure/event-grid/delivery-and-retry, Delayed Delivery: «the first 10 events». */
const FAILURES = 10;

/** How long, in ms, by the name of the outcome. Same source, LastDeliveryOutcome: Probation. */
const DURATION_MS: Record<string, number> = {
  Busy: 10_000,
  NotFound: 300_000,
  SocketError: 30_000,
  TimedOut: 10_000,
  Unauthorized: 300_000,
  Forbidden: 300_000,
};

/** The page has no figure for other errors: its shortest. */
const OTHERWISE_MS = 10_000;

export function probation(): Probation {
  let failures = 0;
  let untilMs = 0;
  return {
    until: () => untilMs,
    failed(outcome, nowMs) {
      failures++;
      // What was under way when it began does not make it longer.
      if (failures >= FAILURES && untilMs <= nowMs)
        untilMs = nowMs + (DURATION_MS[outcomeName(outcome)] ?? OTHERWISE_MS);
    },
    end() {
      failures = 0;
      untilMs = 0;
    },
  };
}

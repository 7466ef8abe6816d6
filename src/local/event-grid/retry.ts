import type { DeadLetterReason, Delivery } from './delivery.ts';
import type { Destination } from './destination.ts';
import type { Subscription } from './subscription.ts';

/** What came of an attempt: an HTTP status, no answer within the window, or a connection that broke. */
export type Outcome = number | 'timed-out' | 'broken';

export type NextStep =
  { kind: 'delivered' } | { kind: 'retry'; atMs: number } | { kind: 'dead'; reason: DeadLetterReason };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Wait after the first, second, … failed attempt, in ms; the last repeats. Source: learn.microsoft.com/azure/event-grid/delivery-and-retry */
const SCHEDULE = [
  10 * SECOND,
  30 * SECOND,
  MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
];

/** The page's «small randomization», which it does not quantify: up to this share is added to a wait. */
const JITTER = 0.1;

/** Some answers wait at least this long, in ms; for 401 and 404 that holds for Azure resources only. Same source. */
const LEAST_WAIT: Record<string, number> = { 408: 2 * MINUTE, 503: 30 * SECOND, 'timed-out': 2 * MINUTE };
const LEAST_WAIT_AZURE: Record<string, number> = { ...LEAST_WAIT, 401: 5 * MINUTE, 404: 5 * MINUTE };

/** Refusals that another attempt cannot mend. Same source. */
const NEVER_RETRIED: Record<Destination['endpointType'], Set<Outcome>> = {
  AzureFunction: new Set([400, 403, 413]),
  WebHook: new Set([400, 401, 403, 413]),
};

/**
 * Decides after an attempt; `attempts` of the delivery counts it already.
 *
 * @param random Uniform in [0, 1).
 */
export function afterAttempt(
  { attempts }: Pick<Delivery, 'attempts'>,
  outcome: Outcome,
  { retryPolicy, destination: { endpointType } }: Pick<Subscription, 'retryPolicy' | 'destination'>,
  nowMs: number,
  random: number,
): NextStep {
  if (typeof outcome === 'number' && outcome >= 200 && outcome <= 204) return { kind: 'delivered' };
  if (NEVER_RETRIED[endpointType].has(outcome)) return { kind: 'dead', reason: 'UndeliverableDueToClientError' };
  if (attempts >= retryPolicy.maxDeliveryAttempts) return { kind: 'dead', reason: 'MaxDeliveryAttemptsExceeded' };
  const scheduled = SCHEDULE[Math.min(attempts, SCHEDULE.length) - 1] ?? 0;
  const least = (endpointType === 'WebHook' ? LEAST_WAIT : LEAST_WAIT_AZURE)[outcome] ?? 0;
  return { kind: 'retry', atMs: nowMs + Math.round(Math.max(scheduled, least) * (1 + JITTER * random)) };
}

/** As in the service, the time to live is looked at when an attempt is due, not before. */
export const isExpired = ({ publishedAt }: Delivery, { retryPolicy }: Subscription, nowMs: number): boolean =>
  nowMs - publishedAt >= retryPolicy.eventTimeToLiveInMinutes * MINUTE;

const OUTCOME_NAMES: Record<string, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  408: 'TimedOut',
  413: 'PayloadTooLarge',
  503: 'Busy',
  'timed-out': 'TimedOut',
  broken: 'SocketError',
};

/** An outcome as a dead letter names it. */
export const outcomeName = (outcome: Outcome): string => OUTCOME_NAMES[outcome] ?? 'GenericError';

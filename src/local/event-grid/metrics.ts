import type { DeliveryNote } from './delivery.ts';

/** Since the process began; names as in Azure Monitor. Source: learn.microsoft.com/azure/event-grid/monitor-push-reference */
export interface Metrics {
  MatchedEventCount: number;
  DeliverySuccessCount: number;
  DeliveryAttemptFailCount: number;
  DeadLetteredCount: number;
  DroppedEventCount: number;
}

export const noMetrics = (): Metrics => ({
  MatchedEventCount: 0,
  DeliverySuccessCount: 0,
  DeliveryAttemptFailCount: 0,
  DeadLetteredCount: 0,
  DroppedEventCount: 0,
});

/** Counts what happened to a delivery. */
export function count(metrics: Metrics, { kind, delivery }: DeliveryNote): void {
  if (kind === 'delivered') metrics.DeliverySuccessCount++;
  // An event that expired was not attempted.
  const isAttempt = kind === 'retry' || (kind === 'undeliverable' && delivery.deadReason !== 'TimeToLiveExceeded');
  if (isAttempt) metrics.DeliveryAttemptFailCount++;
  if (kind === 'dead-lettered') metrics.DeadLetteredCount++;
  if (kind === 'dropped') metrics.DroppedEventCount++;
}

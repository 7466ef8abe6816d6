import type { DeliveryNote } from '../event-grid/delivery.ts';
import type { SubscriptionNote } from '../event-grid/provisioning.ts';
import type { Log } from '../functions-host/host-log.ts';

const LEVELS = {
  delivered: 'debug',
  retry: 'warning',
  undeliverable: 'error',
  'dead-lettered': 'error',
  'dead-letter-retry': 'error',
  dropped: 'critical',
} as const;

/** A line for each delivery that did not go as it should. */
export function tellDelivery({ kind, delivery }: DeliveryNote, log: Log | undefined): void {
  if (kind === 'delivered') return;
  const { subscription, event, attempts, lastOutcome, dueAt } = delivery;
  const due = kind === 'retry' ? `, next at ${new Date(dueAt).toISOString()}` : '';
  log?.({
    level: LEVELS[kind],
    category: 'EventGrid',
    message: `${kind}: ${event.id} to ${subscription}, attempt ${attempts} ended ${lastOutcome ?? 'before it began'}${due}`,
  });
}

/** A line for each webhook that agreed to get events, or did not. */
export function tellSubscription(
  { subscription, provisioningState, message }: SubscriptionNote,
  log: Log | undefined,
): void {
  log?.({
    level: provisioningState === 'Succeeded' ? 'information' : provisioningState === 'Failed' ? 'error' : 'warning',
    category: 'EventGrid',
    message: `Event subscription ${subscription} (${provisioningState}): ${message}`,
  });
}

import type { Delivery } from './delivery.ts';
import type { Outcome } from './retry.ts';

/** Event Grid's acknowledgement window, in ms. Source: learn.microsoft.com/azure/event-grid/delivery-and-retry */
const WINDOW_MS = 30_000;

/**
 * Posts one event to a webhook, as the service does: an array that holds one event, in Event Grid's schema.
 *
 * @returns `refused` when nothing listens there, which is no attempt.
 */
export async function push(url: string, delivery: Delivery, cancelled: AbortSignal): Promise<Outcome | 'refused'> {
  const { event, subscription, attempts } = delivery;
  const window = AbortSignal.timeout(WINDOW_MS);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'aeg-event-type': 'Notification',
        'aeg-subscription-name': subscription.toUpperCase(),
        'aeg-delivery-count': String(attempts),
        'aeg-data-version': event.dataVersion,
        'aeg-metadata-version': event.metadataVersion,
      },
      body: JSON.stringify([event]),
      signal: AbortSignal.any([window, cancelled]),
    });
    await response.arrayBuffer();
    return response.status;
  } catch (error) {
    if (window.aborted) return 'timed-out';
    return isRefused(error) ? 'refused' : 'broken';
  }
}

/** `fetch` hides the system's error in the cause of its own. */
const isRefused = (error: unknown): boolean =>
  error instanceof Error && (Object(error.cause) as { code?: unknown }).code === 'ECONNREFUSED';

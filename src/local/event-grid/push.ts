import type { Clock } from '../clock.ts';
import { isCloudEvent, toCloudEvent } from './cloud-event.ts';
import type { Delivery } from './delivery.ts';
import { fieldOf } from './event-field.ts';
import { withinWindow } from './window.ts';
import type { Outcome } from './retry.ts';
import type { Subscription } from './subscription.ts';

/** Where pushes say they come from. Source: learn.microsoft.com/azure/event-grid/end-point-validation-cloud-events-schema */
export const ORIGIN = 'eventgrid.azure.net';

/**
 * Posts events to a webhook, as the service does: in Event Grid's schema an array, of one event unless batching is on; in the
 * CloudEvents schema one event, or with batching an array.
 *
 * @param batch Of equal attempts.
 * @returns `refused` when nothing listens there, which is no attempt.
 */
export async function push(
  url: string,
  batch: readonly Delivery[],
  subscription: Subscription,
  clock: Clock,
  cancelled: AbortSignal,
): Promise<Outcome | 'refused'> {
  const window = withinWindow(clock, cancelled);
  try {
    const response = await fetch(url, { ...message(batch, subscription), redirect: 'manual', signal: window.signal });
    await response.arrayBuffer();
    return response.status;
  } catch (error) {
    if (window.isOver()) return 'timed-out';
    return isRefused(error) ? 'refused' : 'broken';
  } finally {
    window.close();
  }
}

/** Headers as in learn.microsoft.com/azure/event-grid/handler-webhooks */
function message(batch: readonly Delivery[], subscription: Subscription) {
  const events = batch.map(({ event }) => event);
  const [first] = batch;
  const isCloud = subscription.eventDeliverySchema === 'CloudEventSchemaV1_0';
  const isBatching = subscription.destination.maxEventsPerBatch > 1;
  const contents = isCloud ? events.map(toCloudEvent) : events;
  return {
    method: 'POST',
    headers: {
      ...attributeHeaders(subscription, first),
      ...(isCloud ? cloudHeaders(isBatching) : gridHeaders(first)),
      'aeg-event-type': 'Notification',
      'aeg-subscription-name': subscription.name.toUpperCase(),
      'aeg-delivery-count': String(first?.attempts ?? 0),
      ...(batch.length === 1 && first ? { 'aeg-output-event-id': headerText(first.event.id) } : {}),
    },
    body: JSON.stringify(isCloud && !isBatching ? contents[0] : contents),
  };
}

const cloudHeaders = (isBatching: boolean) => ({
  'content-type': `application/cloudevents${isBatching ? '-batch' : ''}+json; charset=utf-8`,
  'aeg-metadata-version': '1.0', // the spec version
  origin: ORIGIN,
});

function gridHeaders(first: Delivery | undefined): Record<string, string> {
  const event = first && !isCloudEvent(first.event) ? first.event : undefined;
  return {
    'content-type': 'application/json; charset=utf-8',
    'aeg-data-version': headerText(event?.dataVersion ?? ''),
    'aeg-metadata-version': headerText(event?.metadataVersion ?? '1'),
  };
}

/** The subscription's own headers. Source: learn.microsoft.com/azure/event-grid/delivery-properties */
export function attributeHeaders({ destination }: Subscription, delivery?: Delivery): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const attribute of destination.deliveryAttributeMappings) {
    const value =
      attribute.type === 'Static'
        ? attribute.properties.value
        : delivery && fieldOf(delivery.event, attribute.properties.sourceField);
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      headers[attribute.name.toLowerCase()] = headerText(String(value));
  }
  return headers;
}

/** What a header cannot carry is percent-encoded. */
const headerText = (text: string): string => text.replace(/[^\x20-\x7e]+/g, encodeURIComponent);

/** `fetch` hides the system's error in the cause of its own. */
export const isRefused = (error: unknown): boolean =>
  error instanceof Error && (Object(error.cause) as { code?: unknown }).code === 'ECONNREFUSED';

import type { EventGridEvent } from '@azure/functions';

export interface Delivery {
  readonly event: EventGridEvent;
  readonly attempts: number;
  visibleAt: number;
}

/** A storage event, as Event Grid sends it. */
export function gridEvent(name: string, api: 'Created' | 'Deleted', sequencer: number, now: Date): EventGridEvent {
  return {
    id: `${name}-${String(sequencer)}`,
    topic: 'storage',
    eventType: `Microsoft.Storage.Blob${api}`,
    subject: `/blobServices/default/containers/documents/blobs/${name}`,
    eventTime: now.toISOString(),
    dataVersion: '1',
    metadataVersion: '1',
    data: { sequencer: sequencer.toString(16).toUpperCase().padStart(32, '0'), url: 'https://never.fetched.test/' },
  };
}

/** The beginning of the schedule, in seconds. Source: learn.microsoft.com/azure/event-grid/delivery-and-retry */
const schedule = [10, 30, 60];

/** How long after this many failures an event comes again; `undefined` when it is given up. */
export function retryAfterMs(attempts: number): number | undefined {
  const seconds = schedule[attempts - 1];
  return seconds === undefined ? undefined : seconds * 1000;
}

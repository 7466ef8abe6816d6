import { randomUUID } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { once } from 'node:events';
import type { DeliveryNote } from '../../../src/local/event-grid/delivery.ts';
import type { EventGrid } from '../../../src/local/event-grid/event-grid.ts';
import type { GridEvent } from '../../../src/local/event-grid/grid-event.ts';
import type { SubscriptionDescription } from '../../../src/local/event-grid/subscription.ts';

export const aSubscription = (parts: Partial<SubscriptionDescription> = {}): SubscriptionDescription => ({
  name: 'uploads',
  destination: { endpointType: 'AzureFunction', functionName: 'receive-document' },
  filter: {
    includedEventTypes: ['Microsoft.Storage.BlobCreated'],
    subjectBeginsWith: '/blobServices/default/containers/documents/',
  },
  deadLetterContainer: 'deadletter',
  ...parts,
});

export const anEvent = (parts: Partial<GridEvent> = {}): GridEvent => ({
  id: randomUUID(),
  topic: '/subscriptions/local',
  subject: '/blobServices/default/containers/documents/blobs/a.pdf',
  eventType: 'Microsoft.Storage.BlobCreated',
  eventTime: '2026-01-05T07:00:00.000Z',
  data: { api: 'PutBlob' },
  dataVersion: '',
  metadataVersion: '1',
  ...parts,
});

/** The next thing that happens to a delivery. Ask before causing it. */
export async function nextNote({ notes }: EventGrid, kind: DeliveryNote['kind']): Promise<DeliveryNote> {
  for (;;) {
    const [note] = (await once(notes as EventEmitter, 'note')) as [DeliveryNote];
    if (note.kind === kind) return note;
  }
}

import { join } from 'node:path';
import { startAzurite } from '../azurite/azurite.ts';
import { startEventGrid } from '../event-grid/event-grid.ts';
import { tellDelivery, tellSubscription } from './delivery-log.ts';
import type { ServicesOptions, StartContext } from './options.ts';
import { onFreePorts } from './ports.ts';
import { createStorageResources, deadLetterWriter } from './storage-resources.ts';

/** Azurite and the Event Grid that hears of its blobs: an event is stored before its upload is answered. */
export async function startStorage(
  { log }: ServicesOptions,
  { dir, wanted, signals, resources, clock, faults, onStop }: StartContext,
) {
  let connectionString = '';
  const eventGrid = await onFreePorts({ eventGrid: wanted.eventGrid }, ({ eventGrid: port }) =>
    startEventGrid({
      dir: join(dir, 'event-grid'),
      port,
      topics: resources.eventTopics,
      subscriptions: resources.eventSubscriptions,
      deadLetter: deadLetterWriter(() => connectionString),
      clock,
      faults,
    }),
  );
  onStop(() => eventGrid.close());
  eventGrid.notes.on('note', (note) => tellDelivery(note, log));
  eventGrid.notes.on('subscription', (note) => tellSubscription(note, log));

  const azurite = await onFreePorts({ blob: wanted.blob, queue: wanted.queue }, ({ blob, queue }) =>
    startAzurite({
      dir: join(dir, 'azurite'),
      blobPort: blob,
      queuePort: queue,
      signals,
      clock,
      faults,
      onBlobEvent: (event) => eventGrid.publish(event),
      onFailure: (error) => log?.({ level: 'critical', category: 'Azurite', message: String(error) }),
    }),
  );
  onStop(() => azurite.stop());
  ({ connectionString } = azurite);
  await createStorageResources(connectionString, resources);
  return { azurite, eventGrid };
}

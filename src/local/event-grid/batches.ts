import type { Delivery } from './delivery.ts';
import type { Destination } from './destination.ts';

type Limits = Pick<Destination, 'maxEventsPerBatch' | 'preferredBatchSizeInKilobytes'>;

/**
 * What goes out together: never more than `maxEventsPerBatch`, and no larger than preferred unless one event alone is. Only
 * deliveries of equal attempts share a request, for its header counts them.
 * Source: learn.microsoft.com/azure/event-grid/delivery-and-retry, Output batching
 */
export function batches(
  due: readonly Delivery[],
  { maxEventsPerBatch, preferredBatchSizeInKilobytes }: Limits,
): Delivery[][] {
  if (maxEventsPerBatch === 1) return due.map((delivery) => [delivery]);
  const open = new Map<number, { batch: Delivery[]; bytes: number }>();
  const all: Delivery[][] = [];
  for (const delivery of due) {
    const bytes = Buffer.byteLength(JSON.stringify(delivery.event));
    const last = open.get(delivery.attempts);
    const fits =
      last && last.batch.length < maxEventsPerBatch && last.bytes + bytes <= preferredBatchSizeInKilobytes * 1024;
    if (fits) {
      last.batch.push(delivery);
      last.bytes += bytes;
    } else {
      const batch = [delivery];
      all.push(batch);
      open.set(delivery.attempts, { batch, bytes });
    }
  }
  return all;
}

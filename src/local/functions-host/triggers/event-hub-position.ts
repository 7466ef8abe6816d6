import type { EventPosition } from '@azure/event-hubs';
import type { HostJson } from '../settings/host-json.ts';

/**
 * Where a partition without a checkpoint begins, by `initialOffsetOptions`.
 *
 * @throws Error that quotes a time that cannot be read.
 */
export function startPosition({
  type,
  enqueuedTimeUtc = '',
}: HostJson['extensions']['eventHubs']['initialOffsetOptions']): EventPosition {
  const positions: Record<string, () => EventPosition> = {
    fromstart: () => ({ offset: '-1' }),
    fromend: () => ({ offset: '@latest' }),
    fromenqueuedtime: () => {
      if (Number.isNaN(Date.parse(enqueuedTimeUtc)))
        throw new Error(
          `host.json's eventHubs.initialOffsetOptions.enqueuedTimeUtc '${enqueuedTimeUtc}' is not a date`,
        );
      return { enqueuedOn: new Date(enqueuedTimeUtc) };
    },
  };
  return positions[type]?.() ?? { offset: '-1' };
}

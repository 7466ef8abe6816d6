import { join } from 'node:path';
import { startEventHubs } from '../event-hubs/event-hubs.ts';
import type { StartContext } from './options.ts';
import { onFreePorts } from './ports.ts';

export async function startHubs({ dir, wanted, signals, resources, clock, faults, onStop }: StartContext) {
  const service = await onFreePorts({ eventHubs: wanted.eventHubs }, ({ eventHubs: port }) =>
    startEventHubs({
      dir: join(dir, 'event-hubs'),
      port,
      hubs: resources.eventHubs,
      signals,
      clock,
      ...(faults && { faults }),
    }),
  );
  onStop(() => service.stop());
  return service;
}

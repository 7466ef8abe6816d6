import { join } from 'node:path';
import { startCosmos } from '../cosmos/cosmos.ts';
import type { StartContext } from './options.ts';
import { onFreePorts } from './ports.ts';

export async function startDatabase({ dir, wanted, signals, resources, clock, faults, onStop }: StartContext) {
  const service = await onFreePorts({ cosmos: wanted.cosmos }, ({ cosmos: port }) =>
    startCosmos({
      dir: join(dir, 'cosmos'),
      port,
      containers: resources.cosmosContainers,
      allowManagement: resources.cosmos.allowManagement,
      signals,
      nowMs: () => clock.now(),
      ...(faults && { faults }),
    }),
  );
  onStop(() => service.stop());
  return service;
}

import { join } from 'node:path';
import { startCosmos } from '../cosmos/cosmos.ts';
import { startEventHubs } from '../event-hubs/event-hubs.ts';
import type { LocalCloudOptions, StartContext } from './options.ts';
import { onFreePorts } from './ports.ts';
import { resources } from './resources.ts';
import { startStorage } from './start-storage.ts';
import { timed } from './timed.ts';

/** Storage with its events, Cosmos DB and Event Hubs, side by side. */
export async function startStores(options: LocalCloudOptions, context: StartContext) {
  const starts = [
    timed(options, 'azurite', () => startStorage(options, context)),
    timed(options, 'cosmos', () => startDatabase(context)),
    timed(options, 'event-hubs', () => startHubs(context)),
  ] as const;
  await Promise.allSettled(starts); // what did start can be stopped when another fails
  const [storage, cosmos, eventHubs] = await Promise.all(starts);
  return { ...storage, cosmos, eventHubs };
}

async function startDatabase({ dir, wanted, signals, onStop }: StartContext) {
  const service = await onFreePorts({ cosmos: wanted.cosmos }, ({ cosmos: port }) =>
    startCosmos({ dir: join(dir, 'cosmos'), port, containers: resources.cosmosContainers, signals }),
  );
  onStop(() => service.stop());
  return service;
}

async function startHubs({ dir, wanted, signals, onStop }: StartContext) {
  const service = await onFreePorts({ eventHubs: wanted.eventHubs }, ({ eventHubs: port }) =>
    startEventHubs({ dir: join(dir, 'event-hubs'), port, hubs: resources.eventHubs, signals }),
  );
  onStop(() => service.stop());
  return service;
}

import type { ServicesOptions, StartContext } from './options.ts';
import { startDatabase } from './start-database.ts';
import { startHubs } from './start-hubs.ts';
import { startStorage } from './start-storage.ts';
import { timed } from './timed.ts';

/** Storage with its events, Cosmos DB and Event Hubs, side by side. */
export async function startStores(options: ServicesOptions, context: StartContext) {
  const starts = [
    timed(options, 'azurite', () => startStorage(options, context)),
    timed(options, 'cosmos', () => startDatabase(context)),
    timed(options, 'event-hubs', () => startHubs(context)),
  ] as const;
  await Promise.allSettled(starts); // what did start can be stopped when another fails
  const [storage, cosmos, eventHubs] = await Promise.all(starts);
  return { ...storage, cosmos, eventHubs };
}

import { join } from 'node:path';
import { startCosmos } from '../cosmos/cosmos.ts';
import { startEventHubs } from '../event-hubs/event-hubs.ts';
import { startFunctionsHost } from '../functions-host/functions-host.ts';
import type { LocalCloudOptions, StartContext } from './options.ts';
import { onFreePorts } from './ports.ts';
import { resources } from './resources.ts';
import { startStorage } from './start-storage.ts';

/** Ctrl-C ends all in 3 s: a call that takes longer is cut off, and its message comes again at the next start. */
const DRAIN_MS = 1_500;
const TERMINATE_MS = 1_000;

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

/** The Functions host with the app, which gets `settings` as they are. */
export const startApp = (options: LocalCloudOptions, context: StartContext, settings: Record<string, string>) =>
  timed(options, 'functions', async () => {
    const { appDir, entry, authorisation = true, watch = false, log = () => undefined } = options;
    const host = await onFreePorts({ functions: context.wanted.functions }, ({ functions: port }) =>
      startFunctionsHost({
        appDir,
        ...(entry !== undefined && { entry }),
        port,
        settings,
        stateDir: join(context.dir, 'functions'),
        authorisation,
        signals: context.signals,
        watch,
        log,
        drainMs: DRAIN_MS,
        terminateMs: TERMINATE_MS,
      }),
    );
    context.onStop(() => host.stop());
    return host;
  });

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

async function timed<Service>({ onStep }: LocalCloudOptions, name: string, start: () => Promise<Service>) {
  const begun = performance.now();
  const service = await start();
  onStep?.(name, Math.round(performance.now() - begun));
  return service;
}

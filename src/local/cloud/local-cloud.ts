import { EventEmitter } from 'node:events';
import type { Azurite } from '../azurite/azurite.ts';
import type { CosmosService } from '../cosmos/cosmos.ts';
import type { EventGrid } from '../event-grid/event-grid.ts';
import type { EventHubsService } from '../event-hubs/event-hubs.ts';
import type { FunctionsHost } from '../functions-host/functions-host.ts';
import type { ConnectionStrings, LocalCloudOptions, StartContext } from './options.ts';
import type { Signals } from '../service.ts';
import { defaultPorts, portNames } from './ports.ts';
import type { Ports } from './ports.ts';
import { removeRunning, writeRunning } from './running.ts';
import { startApp } from './start-app.ts';
import { startStores } from './start-services.ts';
import { claimFolder } from './state-folder.ts';

/** A running local cloud; each service can be stopped and started on its own. */
export interface LocalCloud {
  readonly azurite: Azurite;
  readonly cosmos: CosmosService;
  readonly eventHubs: EventHubsService;
  readonly eventGrid: EventGrid;
  readonly host: FunctionsHost;
  /** What has news; see `Signals`. */
  readonly signals: Signals;
  readonly ports: Ports;
  readonly connectionStrings: ConnectionStrings;
  /** Of the Functions host. */
  readonly url: string;
  /** Opens every function whose `authLevel` is `function`. */
  readonly functionKey: string;
  /** Ends all of it; what was acknowledged is kept. */
  stop(): Promise<void>;
}

/**
 * Starts the whole cloud in this process, the app's workers beside it, and says in `running.json` where it is.
 *
 * How to read it: `resources.ts` what there is · `start-services.ts` one service after the other · `ports.ts` · `state-folder.ts`
 * who may use the folder · `running.ts` how others find us.
 *
 * @throws LocalCloudError `already-running`; or the error of the service that did not start, after the others were stopped.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const dir = options.dir ?? '.docscore';
  const undos: Undo[] = [await claimFolder(dir)];
  const stop = once(() => runAll(undos.reverse()));
  const signals: Signals = new EventEmitter();
  signals.setMaxListeners(0);
  try {
    await removeRunning(dir); // nobody else has the folder: a file is a dead process's
    undos.push(() => removeRunning(dir));
    const context = { dir, wanted: wantedPorts(options), signals, onStop: (undo: Undo) => void undos.push(undo) };
    return { ...(await assemble(options, context)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assemble(options: LocalCloudOptions, context: StartContext): Promise<Omit<LocalCloud, 'stop'>> {
  const startedAt = new Date().toISOString();
  const stores = await startStores(options, context);
  const { azurite, cosmos, eventHubs, eventGrid } = stores;
  const connectionStrings: ConnectionStrings = {
    Storage: azurite.connectionString,
    Cosmos: cosmos.connectionString,
    Events: eventHubs.connectionString,
  };
  const [host] = await Promise.all([
    startApp(options, context, {
      AzureWebJobsStorage: connectionStrings.Storage, // every Functions app has it
      ...connectionStrings,
      ...options.settings,
    }),
    options.prepare?.(connectionStrings),
  ]);
  const url = `http://127.0.0.1:${host.port}`;
  eventGrid.connect(
    (name) =>
      `${url}/runtime/webhooks/eventgrid?functionName=${name}&code=${encodeURIComponent(host.keys.systemEventGrid)}`,
  );
  const ports: Ports = {
    blob: azurite.port,
    queue: azurite.queuePort,
    functions: host.port,
    cosmos: cosmos.port,
    eventHubs: eventHubs.port,
  };
  sayMoved(options, context.wanted, ports);
  const { keys } = host;
  await writeRunning(context.dir, { pid: process.pid, startedAt, url, ports, connectionStrings, keys });
  return { ...stores, host, signals: context.signals, ports, connectionStrings, url, functionKey: keys.default };
}

function wantedPorts({ ports, portZero = false }: LocalCloudOptions): Ports {
  const named = portNames.map((name) => [name, ports?.[name] ?? (portZero ? 0 : defaultPorts[name])]);
  return Object.fromEntries(named) as Ports;
}

function sayMoved({ log }: LocalCloudOptions, wanted: Ports, actual: Ports): void {
  for (const name of portNames)
    if (wanted[name] !== 0 && wanted[name] !== actual[name])
      log?.({
        level: 'warning',
        category: 'Local',
        message: `Port ${wanted[name]} is taken: ${name} listens on ${actual[name]}`,
      });
}

type Undo = () => Promise<void> | void;

/** Goes through all, whatever one of them throws; then throws the first. */
async function runAll(undos: Undo[]): Promise<void> {
  const failures: unknown[] = [];
  for (const undo of undos)
    try {
      await undo();
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
}

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= act());
}

import type { Azurite } from '../azurite/azurite.ts';
import type { CosmosService } from '../cosmos/cosmos.ts';
import type { EventGrid } from '../event-grid/event-grid.ts';
import type { EventHubsService } from '../event-hubs/event-hubs.ts';
import type { FunctionsHost } from '../functions-host/functions-host.ts';
import { issuerSettings } from '../issuer/issuer-settings.ts';
import type { IssuerService } from '../issuer/issuer.ts';
import { appRoutes } from './app-routes.ts';
import { openApps, type Apps } from './apps.ts';
import { openContext } from './context.ts';
import type { ConnectionStrings, LocalCloudOptions, StartContext } from './options.ts';
import type { Signals } from '../service.ts';
import { portNames } from './ports.ts';
import type { Ports } from './ports.ts';
import { docscoreResources } from './docscore-resources.ts';
import type { Resources } from './resources.ts';
import { removeRunning, writeRunning } from './running.ts';
import { refuseErrors, startApp, startCandidate, webhookOf } from './start-app.ts';
import { startTokenIssuer } from './start-issuer.ts';
import { startStores } from './start-stores.ts';

/** A running local cloud; each service can be stopped and started on its own, and packages deployed. */
export interface LocalCloud extends Apps {
  readonly azurite: Azurite;
  readonly cosmos: CosmosService;
  readonly eventHubs: EventHubsService;
  readonly eventGrid: EventGrid;
  /** Of tokens. */
  readonly issuer: IssuerService;
  readonly host: FunctionsHost;
  /** What has news; see `Signals`. */
  readonly signals: Signals;
  readonly ports: {
    readonly [Name in 'blob' | 'queue' | 'functions' | 'cosmos' | 'eventHubs' | 'eventGrid' | 'issuer']: number;
  };
  readonly connectionStrings: ConnectionStrings;
  /** Of the Functions host. */
  readonly url: string;
  /** Of faults, clock and deployments, if asked for. */
  readonly controlUrl?: string;
  /** Opens every function whose `authLevel` is `function`. */
  readonly functionKey: string;
  /** Ends all of it; what was acknowledged is kept. */
  stop(): Promise<void>;
}

/**
 * Starts the whole cloud in this process, the app's workers beside it, and says in `running.json` where it is.
 *
 * How to read it: `resources.ts` what there is · `context.ts` what services share · `start-stores.ts`, `start-app.ts` what runs ·
 * `apps.ts` what is deployed meanwhile, `app-routes.ts` the same over HTTP · `ports.ts` · `state-folder.ts` who may use the folder · `running.ts` how others find us.
 *
 * @throws LocalCloudError `already-running`; or the error of the service that did not start, after the others were stopped.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const dir = options.dir ?? '.docscore';
  const { context, controlUrl, stop } = await openContext({ ...options, dir, resources: resourcesFor(options) });
  try {
    await removeRunning(dir); // nobody else has the folder: a file is a dead process's
    context.onStop(() => removeRunning(dir));
    return { ...(await assemble(options, context, controlUrl)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function resourcesFor({ appDir, resources = docscoreResources() }: LocalCloudOptions): Resources {
  return appDir === undefined ? { ...resources, eventSubscriptions: [] } : resources;
}

/** Ctrl-C ends all in 3 s: a call that takes longer is cut off, and its message comes again at the next start. */
const stopping = { drainMs: 1_200, terminateMs: 700 };

async function assemble(
  options: LocalCloudOptions,
  context: StartContext,
  controlUrl: string | undefined,
): Promise<Omit<LocalCloud, 'stop'>> {
  const startedAt = new Date().toISOString();
  const issuer = await startTokenIssuer(context);
  const stores = await startStores(options, context);
  const { azurite, cosmos, eventHubs, eventGrid } = stores;
  const connectionStrings: ConnectionStrings = {
    Storage: azurite.connectionString,
    Cosmos: cosmos.connectionString,
    Events: eventHubs.connectionString,
  };
  const platform = {
    AzureWebJobsStorage: connectionStrings.Storage, // every Functions app has it
    ...connectionStrings,
    ...issuerSettings(issuer.addresses),
  };
  const { appDir, settings = {} } = options;
  const [host] = await Promise.all([
    startApp({ stopping, ...options }, context, { ...platform, ...settings }),
    options.prepare?.(connectionStrings),
  ]);
  refuseErrors(host);
  const url = `http://127.0.0.1:${host.port}`;
  eventGrid.connect(webhookOf(host));
  const apps = await openApps({
    ...{ live: host, liveApp: { appDir, settings }, platform, eventGrid, withCandidate: options.candidate ?? false },
    startCandidate: (app, port) => startCandidate({ stopping, ...options, ...app }, context, port),
  });
  context.control?.add(appRoutes(apps));
  const ports = {
    blob: azurite.port,
    queue: azurite.queuePort,
    functions: host.port,
    cosmos: cosmos.port,
    eventHubs: eventHubs.port,
    eventGrid: eventGrid.port,
    issuer: issuer.port,
  };
  sayMoved(options, context.wanted, ports);
  const { keys } = host;
  const { tokenUrl, scope, clients } = issuer.addresses;
  const addresses = { url, ports, connectionStrings, ...(controlUrl !== undefined && { controlUrl }) };
  await writeRunning(context.dir, {
    pid: process.pid,
    startedAt,
    ...addresses,
    keys,
    issuer: { tokenUrl, scope, clients },
  });
  return { ...stores, ...addresses, ...apps, issuer, host, signals: context.signals, functionKey: keys.default };
}

function sayMoved({ log }: LocalCloudOptions, wanted: Ports, actual: Partial<Ports>): void {
  for (const name of portNames)
    if (actual[name] !== undefined && wanted[name] !== 0 && wanted[name] !== actual[name])
      log?.({
        level: 'warning',
        category: 'Local',
        message: `Port ${wanted[name]} is taken: ${name} listens on ${actual[name]}`,
      });
}

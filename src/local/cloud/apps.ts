import { resolve } from 'node:path';
import type { EventGrid } from '../event-grid/event-grid.ts';
import type { SubscriptionDescription } from '../event-grid/subscription.ts';
import type { FunctionDescription } from '../functions-host/announce.ts';
import type { FunctionsHost } from '../functions-host/functions-host.ts';
import { inTurn } from '../functions-host/in-turn.ts';
import { requireFunctions } from './event-subscriptions.ts';
import { LocalCloudError } from './local-cloud-error.ts';
import { refuseErrors } from './start-app.ts';

/** `live` is what `npm start` has; `candidate` is there after its first package, at an address of its own. */
export type AppName = 'live' | 'candidate';

/** A Functions app of the local cloud. */
interface LocalApp {
  readonly name: AppName;
  readonly url: string;
  readonly state: 'Running' | 'Stopped';
  /** null: nobody has deployed a package yet. */
  readonly appDir: string | null;
  /** Those that were given; addresses of stores and issuer are the cloud's and there always. */
  readonly settings: Readonly<Record<string, string>>;
  readonly keys: FunctionsHost['keys'];
  /** None while the app is stopped. */
  readonly functions: readonly FunctionDescription[];
}

interface AppDeployment {
  /** The folder of an `@azure/functions` app, as `npm run build` makes one. */
  readonly appDir: string;
  /** All of them; without, those of before. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
}

/** What Resource Manager does with apps and event subscriptions. Each changes while requests and documents come, and loses none. */
export interface Apps {
  apps(): LocalApp[];
  /**
   * Puts a package in the place of the one that serves; an app that is not there yet starts.
   *
   * @throws LocalCloudError `refused` when the package cannot run; the one before goes on.
   */
  deploy(name: AppName, deployment: AppDeployment): Promise<LocalApp>;
  /** @throws LocalCloudError `refused`, as `deploy`. */
  setSettings(name: AppName, settings: Readonly<Record<string, string>>): Promise<LocalApp>;
  /** From now on the app answers 403 and takes nothing. */
  stopApp(name: AppName): Promise<LocalApp>;
  startApp(name: AppName): Promise<LocalApp>;
  /** Its keys and its address stay, should it come again. */
  remove(name: 'candidate'): Promise<void>;
  /** @throws LocalCloudError `refused` when the live app does not have a function that is to receive, as Resource Manager does. */
  setEventSubscriptions(subscriptions: readonly SubscriptionDescription[]): Promise<void>;
}

interface AppsOptions {
  readonly live: FunctionsHost;
  readonly liveApp: { readonly appDir: string | undefined; readonly settings: Readonly<Record<string, string>> };
  /** Settings that each app has. */
  readonly platform: Readonly<Record<string, string>>;
  readonly eventGrid: EventGrid;
  /** Whether the candidate is there before its first package. */
  readonly withCandidate: boolean;
  /** Starts the candidate. @param port Wanted; undefined: any that is free. */
  readonly startCandidate: (
    app: { appDir: string | undefined; settings: Record<string, string> },
    port: number | undefined,
  ) => Promise<FunctionsHost>;
}

interface App {
  readonly host: FunctionsHost;
  appDir: string | undefined;
  settings: Readonly<Record<string, string>>;
  isStopped: boolean;
}

export async function openApps(options: AppsOptions): Promise<Apps> {
  const { live, liveApp, platform, eventGrid, startCandidate } = options;
  const running = new Map<AppName, App>([['live', { host: live, ...liveApp, isStopped: false }]]);
  let candidatePort: number | undefined;

  function find(name: AppName): App {
    const app = running.get(name);
    if (!app) throw new LocalCloudError('not-found', `There is no app ${name}`);
    return app;
  }

  async function start({ appDir, settings = {} }: Partial<AppDeployment>): Promise<void> {
    const host = await refusing(() =>
      startCandidate({ appDir, settings: { ...platform, ...settings } }, candidatePort),
    );
    candidatePort = host.port;
    try {
      refuseErrors(host);
    } catch (error) {
      await host.stop();
      throw refused(error);
    }
    running.set('candidate', { host, appDir, settings, isStopped: false });
  }

  async function change(app: App, { appDir, settings }: Partial<AppDeployment>): Promise<void> {
    const all = settings && { ...platform, ...settings };
    await refusing(() => app.host.deploy({ ...(appDir !== undefined && { appDir }), ...(all && { settings: all }) }));
    Object.assign(app, { ...(appDir !== undefined && { appDir }), ...(settings && { settings }) });
  }

  if (options.withCandidate) await start({});
  const changes = inTurn();
  /** What an app is after a change. */
  const changed = (name: AppName, work: (app: App) => Promise<unknown>) =>
    changes.run(async () => {
      await work(find(name));
      return describe(name, find(name));
    });
  return {
    apps: () => [...running].map(([name, app]) => describe(name, app)),
    deploy: (name, { appDir, settings }) =>
      changes.run(async () => {
        const whole = { appDir: resolve(appDir), settings };
        const app = running.get(name);
        await (app ? change(app, whole) : start(whole));
        return describe(name, find(name));
      }),
    setSettings: (name, settings) => changed(name, (app) => change(app, { settings })),
    stopApp: (name) =>
      changed(name, async (app) => {
        await app.host.stopApp();
        app.isStopped = true;
      }),
    startApp: (name) =>
      changed(name, async (app) => {
        await refusing(() => app.host.startApp());
        app.isStopped = false;
      }),
    remove: (name) =>
      changes.run(async () => {
        await find(name).host.stop();
        running.delete(name);
      }),
    setEventSubscriptions: (subscriptions) =>
      changes.run(async () => {
        requireFunctions(subscriptions, find('live').host.functions());
        await eventGrid.setSubscriptions(subscriptions);
      }),
  };
}

function describe(name: AppName, { host, appDir, settings, isStopped }: App): LocalApp {
  const { master, default: functionKey, systemEventGrid } = host.keys;
  return {
    name,
    url: `http://127.0.0.1:${host.port}`,
    state: isStopped ? 'Stopped' : 'Running',
    appDir: appDir ?? null,
    settings,
    keys: { master, default: functionKey, systemEventGrid },
    functions: host.functions(),
  };
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refused(error);
  }
}

const refused = (error: unknown) =>
  new LocalCloudError('refused', error instanceof Error ? error.message : String(error), { cause: error });

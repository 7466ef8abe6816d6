import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { LocalService } from '../service.ts';
import { describeFunction, type FunctionDescription } from './announce.ts';
import { openEmptyHost } from './empty-app.ts';
import { messageOf, type Say } from './host-log.ts';
import type { FunctionsHostOptions } from './host-options.ts';
import { createAuthorise } from './http/auth.ts';
import { loadKeys } from './http/keys.ts';
import { createHttpServer, type HttpOptions } from './http/server.ts';
import { httpOf, type Installed, localHostOf, watchInstalled } from './installed.ts';
import { createLifecycle } from './lifecycle.ts';
import { openScriptHost, type ScriptHost } from './script-host.ts';
import { resolveVaultReferences } from './settings/vault-references.ts';

export interface FunctionsHost extends LocalService {
  readonly keys: { readonly master: string; readonly default: string; readonly systemEventGrid: string };
  functions(): FunctionDescription[];
  workerPids(): number[];
  /**
   * Puts another package, or the same with other settings, in the place of the one that runs, as a rolling update does: it is
   * started beside it; then requests go to it, each trigger passes to it when its last call has ended, and the one before goes when its
   * calls have. Resolves when the triggers have passed. A host that is stopped takes it at its next start.
   *
   * @throws Error that says why it cannot run: host.json, its entry file, a function in error. Then all goes on as it was.
   */
  deploy(deployment: Deployment): Promise<void>;
  /** The app stops after its calls; the port stays open and says so (403), as in App Service. */
  stopApp(): Promise<void>;
  /** @throws Error that keeps the app from running. */
  startApp(): Promise<void>;
}

/** What is not named stays as it is. */
interface Deployment {
  readonly appDir?: string;
  /** Counts with `appDir` only. */
  readonly entry?: string;
  /** All of them. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Runs a Functions app as the Azure Functions runtime does: workers as processes, HTTP, Event Grid webhook, storage queues, hubs,
 * change feed, timers, keys and admin API.
 *
 * @throws Error that names what keeps the app from running: host.json, its entry file, no function, a missing `%SETTING%`. Without
 * `strict` only settings and a taken port do. A single function that cannot run has its `error` in `functions()`; the others run.
 */
export async function startFunctionsHost(options: FunctionsHostOptions): Promise<FunctionsHost> {
  const settings = await resolveVaultReferences(options.settings, options.keyVault);
  const host = createFunctionsHost({ ...options, settings, appDir: options.appDir && path.resolve(options.appDir) });
  try {
    await host.start();
  } catch (error) {
    await host.stop();
    throw error;
  }
  return host;
}

function createFunctionsHost(options: FunctionsHostOptions): FunctionsHost {
  const { stateDir, log, strict = true, drainMs = 10_000 } = options;
  const say: Say = (level, message) => log({ level, category: 'Host', message });
  const instanceId = randomUUID();
  const keys = loadKeys(path.join(stateDir, 'keys'));
  let installed: Installed = options;
  let port = options.port ?? localHostOf(installed).LocalHttpPort ?? 7071;
  let server: ReturnType<typeof createHttpServer> | undefined;
  let endWatch = () => {};

  const life = createLifecycle({
    ...{ open: () => open(installed), drainMs, say },
    answered: () => server?.answered() ?? Promise.resolve(),
  });
  const http: HttpOptions = {
    ...{ host: life, instanceId, keys, log, faults: options.faults },
    authorise: createAuthorise(keys, options.authorisation),
    ...httpOf(installed),
  };

  function open(what: Installed): ScriptHost {
    const onGiveUp = (error: Error) => {
      if (life.current() === opened) void stop().then(() => options.onFailure?.(error));
    };
    const { appDir } = what;
    const around = { port: () => port, say, onGiveUp, instanceId };
    const opened: ScriptHost =
      appDir === undefined ? openEmptyHost(say) : openScriptHost({ ...options, ...what, appDir }, around);
    return opened;
  }

  async function start() {
    if (server) return;
    server = createHttpServer(http);
    // Listens first: status and ping answer while the app loads, and the app learns its own address.
    port = await server.listen(port);
    try {
      await life.start();
    } catch (error) {
      if (strict) throw error;
      life.keepTrying();
    }
    watch();
  }

  async function stop() {
    const closing = server;
    if (!closing) return;
    server = undefined;
    endWatch();
    const answered = closing.close();
    await life.stop(drainMs);
    closing.reset();
    await answered;
  }

  async function deploy({ appDir, entry, settings }: Deployment) {
    const changes = {
      ...(appDir !== undefined && { appDir: path.resolve(appDir), entry }),
      ...(settings && { settings: await resolveVaultReferences(settings, options.keyVault) }),
    };
    let next = installed;
    const openNext = () => {
      next = { ...installed, ...changes };
      httpOf(next); // a setting that makes no sense is heard of before anything happens
      return open(next);
    };
    await life.replace(openNext, () => {
      installed = next;
      Object.assign(http, httpOf(next));
      if (server) watch();
    });
  }

  function watch() {
    endWatch();
    endWatch = watchInstalled(installed, {
      onSource: options.watch ? (file) => void reload(file) : undefined,
      onHostJson: options.watch || !strict ? () => life.hostChanged() : undefined,
    });
  }

  async function reload(file: string) {
    say('information', `${path.join('src', file)} changed: loading the app anew`);
    try {
      await life.current()?.app.reload(drainMs);
      say('information', 'The changed app is running');
    } catch (error) {
      say('error', `The changed app cannot be loaded, the one before goes on: ${messageOf(error)}`);
    }
  }

  return {
    name: 'functions',
    get port() {
      return port;
    },
    keys,
    functions: () => (life.current()?.functions() ?? []).map((one) => describeFunction(one, port)),
    workerPids: () => life.current()?.pool.pids() ?? [],
    ...{ start, stop, deploy, stopApp: () => life.stopApp(), startApp: () => life.startApp() },
  };
}

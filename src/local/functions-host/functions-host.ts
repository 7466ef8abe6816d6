import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { LocalService } from '../service.ts';
import { describeFunction, type FunctionDescription } from './announce.ts';
import { messageOf, type Say } from './host-log.ts';
import type { FunctionsHostOptions } from './host-options.ts';
import { createAuthorise } from './http/auth.ts';
import { createCors } from './http/cors.ts';
import { loadKeys } from './http/keys.ts';
import { createHttpServer } from './http/server.ts';
import { createLifecycle } from './lifecycle.ts';
import { watchHostJson, watchSources } from './pool/watch.ts';
import { openScriptHost } from './script-host.ts';
import { setting } from './settings/expressions.ts';
import { readLocalHost } from './settings/local-settings.ts';
import { resolveVaultReferences } from './settings/vault-references.ts';

export interface FunctionsHost extends LocalService {
  readonly keys: { readonly master: string; readonly default: string; readonly systemEventGrid: string };
  functions(): FunctionDescription[];
  workerPids(): number[];
}

/** Source: the runtime's FUNCTIONS_REQUEST_BODY_SIZE_LIMIT, in bytes. */
const defaultBodyLimit = 104_857_600;

/**
 * Runs a Functions app as the Azure Functions runtime does: workers as processes, HTTP, Event Grid webhook, storage queues, hubs,
 * change feed, timers, keys and admin API.
 *
 * @throws Error that names what keeps the app from running: host.json, its entry file, no function, a missing `%SETTING%`. Without
 * `strict` only settings and a taken port do. A single function that cannot run has its `error` in `functions()`; the others run.
 */
export async function startFunctionsHost(options: FunctionsHostOptions): Promise<FunctionsHost> {
  const settings = await resolveVaultReferences(options.settings, options.keyVault);
  const host = createFunctionsHost({ ...options, settings, appDir: path.resolve(options.appDir) });
  try {
    await host.start();
  } catch (error) {
    await host.stop();
    throw error;
  }
  return host;
}

function createFunctionsHost(options: FunctionsHostOptions): FunctionsHost {
  const { appDir, settings, stateDir, log, strict = true, drainMs = 10_000 } = options;
  const say: Say = (level, message) => log({ level, category: 'Host', message });
  const instanceId = randomUUID();
  const keys = loadKeys(path.join(stateDir, 'keys'));
  let port = options.port ?? readLocalHost(appDir).LocalHttpPort ?? 7071;

  const onGiveUp = (error: Error) => void stop().then(() => options.onFailure?.(error));
  const life = createLifecycle(
    () => openScriptHost(options, { port: () => port, say, onGiveUp, instanceId }),
    drainMs,
    say,
  );
  const newServer = () =>
    createHttpServer({
      host: life,
      instanceId,
      keys,
      authorise: createAuthorise(keys, options.authorisation),
      cors: createCors(settings, readLocalHost(appDir)),
      bodyLimit: Number(setting(settings, 'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT') ?? defaultBodyLimit),
      faults: options.faults,
      log,
    });
  let server: ReturnType<typeof newServer> | undefined;
  let watchers: { close(): void }[] = [];

  async function start() {
    if (server) return;
    server = newServer();
    // Listens first: status and ping answer while the app loads, and the app learns its own address.
    port = await server.listen(port);
    try {
      await life.start();
    } catch (error) {
      if (strict) throw error;
      life.keepTrying();
    }
    if (options.watch) watchers.push(watchSources(path.join(appDir, 'src'), (file) => void reload(file)));
    if (options.watch || !strict) watchers.push(watchHostJson(appDir, () => life.hostChanged()));
  }

  async function stop() {
    const closing = server;
    if (!closing) return;
    server = undefined;
    for (const watcher of watchers) watcher.close();
    watchers = [];
    const answered = closing.close();
    await life.stop(drainMs);
    closing.reset();
    await answered;
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
    start,
    stop,
  };
}

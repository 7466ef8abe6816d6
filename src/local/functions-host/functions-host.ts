import path from 'node:path';
import type { LocalService, Signals } from '../service.ts';
import { type HostedFunction, methodsOf } from './functions.ts';
import { createHostedApp } from './hosted-app.ts';
import { appLog, type Log, messageOf } from './host-log.ts';
import { createAuthorise } from './http/auth.ts';
import { createCors } from './http/cors.ts';
import { loadKeys } from './http/keys.ts';
import { createLimits } from './http/limits.ts';
import { createHttpServer } from './http/server.ts';
import { createInvoker } from './invoker.ts';
import { workerEnvironment } from './pool/environment.ts';
import { createPool } from './pool/pool.ts';
import { watchSources } from './pool/watch.ts';
import { startWorker } from './pool/worker-process.ts';
import type { LogLevel } from './protocol.ts';
import { refuseVaultReferences, setting } from './settings/expressions.ts';
import { readHostJson } from './settings/host-json.ts';

export interface FunctionsHostOptions {
  /** Folder of any `@azure/functions` v4 app: host.json, package.json with `main`. */
  appDir: string;
  /** Instead of package.json's `main`. */
  entry?: string;
  /** 0: any free port. */
  port: number;
  /** The app's settings. With what a program needs of the machine (PATH, HOME, …) they are all of its environment. */
  settings: Record<string, string>;
  /** Keys, timer states and compiled code live here and survive. */
  stateDir: string;
  /** Whether keys are asked for; `func start` does not. */
  authorisation: boolean;
  /** Wakes queue and change-feed triggers; without it they poll as in the cloud. */
  signals?: Signals;
  /** A change below `<appDir>/src` loads the app anew. */
  watch?: boolean;
  log: Log;
  /** false: timers do not fire by themselves. */
  timers?: boolean;
  /** How long calls may go on after `stop()`, in ms. Default 10,000, as the runtime. */
  drainMs?: number;
  /** How long the app's appTerminate hooks may take, in ms. Default 5,000, as the runtime. */
  terminateMs?: number;
  /** The workers failed too often and the host has stopped; `start()` tries again. */
  onFailure?: (error: Error) => void;
}

interface FunctionDescription {
  name: string;
  /** `httpTrigger`, `queueTrigger`, … */
  trigger: string;
  /** HTTP functions only. */
  url?: string;
  methods?: string[];
  disabled: boolean;
  /** Why it does not run. */
  error?: string;
}

export interface FunctionsHost extends LocalService {
  readonly keys: { readonly master: string; readonly default: string; readonly systemEventGrid: string };
  functions(): FunctionDescription[];
  workerPids(): number[];
}

/** Source: the runtime's FUNCTIONS_REQUEST_BODY_SIZE_LIMIT, in bytes. */
const defaultBodyLimit = 104_857_600;

/**
 * Runs a Functions app as the Azure Functions runtime does: workers as processes, HTTP, Event Grid webhook, storage queues,
 * change feed, timers, keys and admin API.
 *
 * @throws Error that names what keeps the app from running: host.json, its entry file, no function, a missing `%SETTING%`.
 * A single function that cannot run has its `error` in `functions()`; the others run.
 */
export async function startFunctionsHost(options: FunctionsHostOptions): Promise<FunctionsHost> {
  const host = createFunctionsHost({ ...options, appDir: path.resolve(options.appDir) });
  try {
    await host.start();
  } catch (error) {
    await host.stop();
    throw error;
  }
  return host;
}

function createFunctionsHost(options: FunctionsHostOptions): FunctionsHost {
  const { appDir, entry, settings, stateDir, log, drainMs = 10_000, terminateMs = 5_000 } = options;
  const say = (level: LogLevel, message: string) => log({ level, category: 'Host', message });
  refuseVaultReferences(settings);
  const host = readHostJson(appDir);
  const keys = loadKeys(path.join(stateDir, 'keys'));
  let port = options.port;

  const pool = createPool({
    workers: Number(setting(settings, 'FUNCTIONS_WORKER_PROCESS_COUNT') ?? 1),
    terminateMs,
    startWorker: () =>
      startWorker({
        appDir,
        entry,
        environment: workerEnvironment({ appDir, port, environment: process.env }, settings),
        compileCacheDir: path.join(stateDir, 'compile-cache'),
        onLog: (line) => log(appLog(line)),
        onOutput: (stream, message) =>
          log({ level: stream === 'stdout' ? 'information' : 'error', category: 'Worker', message }),
      }),
    say,
    onGiveUp: (error) => void stop().then(() => options.onFailure?.(error)),
  });
  const invoker = createInvoker(pool, host.functionTimeout, log);
  const app = createHostedApp(
    pool,
    { settings, host, invoker, signals: options.signals, timersDir: path.join(stateDir, 'timers'), say },
    { timers: options.timers ?? true, describe: (functions) => announce(functions, port, say) },
  );
  const { http } = host.extensions;
  const newServer = () =>
    createHttpServer({
      serving: { ...app, pool, invoker },
      authorise: createAuthorise(keys, options.authorisation),
      cors: createCors(settings),
      admit: createLimits(http.maxOutstandingRequests, http.maxConcurrentRequests),
      customHeaders: http.customHeaders,
      bodyLimit: Number(setting(settings, 'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT') ?? defaultBodyLimit),
      log,
    });
  let server: ReturnType<typeof newServer> | undefined;
  let watcher: ReturnType<typeof watchSources> | undefined;

  async function start() {
    if (server) return;
    server = newServer();
    // Listens first: status and ping answer while the app loads, and the app learns its own address.
    port = await server.listen(port);
    await app.start();
    if (options.watch) watcher = watchSources(path.join(appDir, 'src'), (file) => void reload(file));
  }

  async function stop() {
    const closing = server;
    if (!closing) return;
    server = undefined;
    watcher?.close();
    const answered = closing.close();
    const sourcesEnded = app.stop();
    await pool.stop(drainMs);
    await sourcesEnded;
    closing.reset();
    await answered;
  }

  async function reload(file: string) {
    say('information', `${path.join('src', file)} changed: loading the app anew`);
    try {
      await app.reload(drainMs);
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
    functions: () => app.functions().map((one) => describe(one, port)),
    workerPids: () => pool.pids(),
    start,
    stop,
  };
}

function describe(one: HostedFunction, port: number): FunctionDescription {
  const { name, trigger, route, disabled, error } = one;
  return {
    name,
    trigger: trigger.type,
    ...(route && { url: `http://localhost:${port}/${route.pattern}`, methods: methodsOf(trigger) }),
    disabled,
    ...(error !== undefined && { error }),
  };
}

/** The list of functions, as `func start` prints it. */
function announce(functions: HostedFunction[], port: number, say: (level: LogLevel, message: string) => void): void {
  for (const one of functions) {
    const { trigger, url, methods, error } = describe(one, port);
    if (error !== undefined) say('error', `The '${one.name}' function is in error: ${error}`);
    else say('information', `${one.name}: ${url ? `[${(methods ?? []).join(',')}] ${url}` : trigger}`);
  }
}

import { createClients, type Clients } from './bindings/clients.ts';
import { openFunctionBindings } from './bindings/function-bindings.ts';
import { hostFunctions, namedBindings, type HostedFunction } from './functions.ts';
import { messageOf } from './host-log.ts';
import { createRouter, type Router } from './http/router.ts';
import type { Pool } from './pool/pool.ts';
import type { AppDescription } from './protocol.ts';
import type { SourceContext } from './triggers/source.ts';
import { type OpenedSources, openSources, type RunningSources } from './triggers/sources.ts';

/** How long a request waits for the app. Source: azure-functions-host, the WebHost's readiness check. */
const readyMs = 30_000;

/** The app that the host runs now: its functions, its routes and what calls them. */
export interface HostedApp {
  /** Loads the app and lets it be called. @throws Error that says why it cannot run. */
  start(): Promise<void>;
  /** The same for HTTP alone. */
  load(): Promise<void>;
  /** Lets triggers call a loaded app. */
  listen(): void;
  /** Loads changed sources in fresh workers. @throws Error; then the app goes on as it was. */
  reload(graceMs: number): Promise<void>;
  /** No more calls come from triggers, HTTP goes on; resolves when the running ones have ended. */
  drain(): Promise<void>;
  /** The same, but resolves as soon as another app's triggers may listen in the place of these. */
  handOver(): Promise<void>;
  /** The same, and the app is not ready any more. */
  stop(): Promise<void>;
  /** After the last call: ends the connections of the bindings. */
  close(): Promise<void>;
  functions(): HostedFunction[];
  route: Router;
  isReady(): boolean;
  whenReady(): Promise<boolean>;
  error(): string | undefined;
  stopping(): AbortSignal;
}

export function createHostedApp(
  pool: Pool,
  context: SourceContext,
  options: { timers: boolean; describe: (functions: HostedFunction[]) => void },
): HostedApp {
  let functions: HostedFunction[] = [];
  let router: Router = () => undefined;
  let isListening = false;
  let opened: OpenedSources | undefined;
  let sources: RunningSources | undefined;
  let loaded: string | undefined;
  let failure: string | undefined;
  let stopping = new AbortController();
  let waiting: (() => void)[] = [];
  const clients = createClients(context.settings);

  async function apply(app: AppDescription) {
    const text = JSON.stringify(app.functions);
    if (text === loaded) return;
    const { settings, host } = context;
    const registered = hostFunctions(app.functions, settings, host.extensions.http.routePrefix);
    const next = registered.map((one) => withBindings(one, context, clients));
    await sources?.stop();
    functions = next;
    router = createRouter(functions);
    loaded = text;
    for (const resolve of waiting) resolve();
    waiting = [];
    opened = await openSources(functions, context, options);
    functions = opened.functions;
    if (isListening) sources = opened.run();
    options.describe(functions);
  }

  async function load() {
    stopping = new AbortController();
    try {
      await apply(await pool.start());
    } catch (error) {
      failure = messageOf(error);
      throw error;
    }
  }

  return {
    start() {
      isListening = true;
      return load();
    },
    load,
    listen() {
      isListening = true;
      sources = opened?.run();
    },
    async reload(graceMs) {
      await apply(await pool.reload(graceMs));
    },
    async drain() {
      await sources?.stop();
    },
    async handOver() {
      isListening = false;
      await sources?.handOver();
    },
    async stop() {
      stopping.abort();
      loaded = undefined;
      await sources?.stop();
    },
    close: () => clients.close(),
    functions: () => functions,
    route: (method, path) => router(method, path),
    isReady: () => loaded !== undefined,
    whenReady: () =>
      new Promise((resolve) => {
        if (loaded !== undefined) {
          resolve(true);
          return;
        }
        const timer = setTimeout(() => resolve(false), readyMs).unref();
        waiting.push(() => {
          clearTimeout(timer);
          resolve(true);
        });
      }),
    error: () => failure,
    stopping: () => stopping.signal,
  };
}

/** A binding that cannot work puts its function in error. */
function withBindings(one: HostedFunction, { settings, host }: SourceContext, clients: Clients): HostedFunction {
  if (one.error !== undefined || one.disabled) return one;
  try {
    const extra = openFunctionBindings(namedBindings(one.bindings), { settings, host, clients });
    return extra ? { ...one, extra } : one;
  } catch (error) {
    return { ...one, error: messageOf(error) };
  }
}

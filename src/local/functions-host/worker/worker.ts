/**
 * The worker process: loads one app and runs its functions. Start it with `fork`; the channel must have serialisation 'advanced'.
 * argv[2]: folder for Node's compile cache.
 */
import { Server } from 'node:http';
import { enableCompileCache } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { AppDescription, ToHost, ToWorker } from '../protocol.ts';
import { hookContext, newApp, runHooks } from './app.ts';
import { installCoreModule } from './core-module.ts';
import { loadEntry } from './entry.ts';
import { invoke } from './invoke.ts';

const app = newApp((message: ToHost) => {
  if (process.connected) process.send?.(message);
});
/** Hooks about the app's life share this object; those about invocations share another. */
const appOnlyHookData = {};

if (process.argv[2]) enableCompileCache(process.argv[2]);
installCoreModule(app);

process.on('message', (message: ToWorker) => {
  if (message.type === 'invoke')
    void invoke(app, message.invocation).then((result) => app.send({ type: 'result', result }));
  else if (message.type === 'init') void start(message.appDir, message.entry);
  else void terminate();
});
// The host is gone: never leave an orphan.
process.on('disconnect', () => process.exit(0));
// A terminal sends these to the host's whole group; the host decides how its workers end.
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);
process.on('uncaughtException', (error: unknown) => {
  process.stderr.write(
    `Worker uncaught exception: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});

async function start(appDir: string, entry: string | undefined): Promise<void> {
  try {
    app.send({ type: 'ready', app: await describe(appDir, entry) });
    new Worker(new URL('lifeline.ts', import.meta.url)).unref();
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    app.send({ type: 'failed', message, ...(stack !== undefined && { stack }) });
  }
}

async function describe(appDir: string, entry: string | undefined): Promise<AppDescription> {
  await loadEntry(app, appDir, entry);
  await runHooks(app, 'appStart', hookContext(app, appOnlyHookData, {}, { functionAppDirectory: appDir }));
  const known = {
    RawHttpBodyBytes: 'true',
    RpcHttpBodyOnly: 'true',
    TypedDataCollection: 'true',
    UseNullableValueDictionaryForHttp: 'true',
  };
  const capabilities = app.model?.getCapabilities
    ? await onLoopback(() => app.model?.getCapabilities?.(known) ?? Promise.resolve(known))
    : known;
  app.locked = true;
  const functions = [...app.functions.values()].map(
    ({ metadata }) => JSON.parse(JSON.stringify(metadata)) as typeof metadata,
  );
  return { capabilities, functions };
}

/**
 * The library's stream proxy listens on every interface and closes idle connections after 5 s. Here it listens on loopback
 * only, so that no other machine can answer for a caller, and keeps the host's connections, so that none breaks while reused.
 */
async function onLoopback<T>(work: () => Promise<T>): Promise<T> {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const listen = Server.prototype.listen;
  Server.prototype.listen = function (this: Server, ...args: unknown[]) {
    Object.assign(this, { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 });
    const callback = args.find((arg) => typeof arg === 'function') as (() => void) | undefined;
    return listen.call(this, { port: typeof args[0] === 'number' ? args[0] : 0, host: '127.0.0.1' }, callback);
  } as typeof listen;
  try {
    return await work();
  } finally {
    Server.prototype.listen = listen;
  }
}

async function terminate(): Promise<void> {
  try {
    await runHooks(app, 'appTerminate', hookContext(app, appOnlyHookData, {}));
  } catch (error) {
    process.stderr.write(`An appTerminate hook failed: ${String(error)}\n`);
  } finally {
    process.exit(0);
  }
}

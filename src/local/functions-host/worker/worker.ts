/**
 * The worker process: loads one app and runs its functions. fd 3 is its channel to the host, fd 4 the host's lifeline.
 * argv[2]: folder for Node's compile cache.
 */
import { enableCompileCache } from 'node:module';
import { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { openChannel } from '../channel/channel.ts';
import { packResult, unpackInvocation, withBody } from '../channel/messages.ts';
import type { AppDescription, Invocation, ToHost, ToWorker } from '../protocol.ts';
import { hookContext, newApp, runHooks } from './app.ts';
import { installCoreModule } from './core-module.ts';
import { loadEntry } from './entry.ts';
import { invoke } from './invoke.ts';
import { catchStreamProxy } from './stream-proxy.ts';
import { createStreamedCalls } from './streamed-calls.ts';

const socket = new Socket({ fd: 3, readable: true, writable: true });
const channel = openChannel<ToHost>(socket, (message, bytes) => take(message as ToWorker, bytes));
const app = newApp((message: ToHost) => void channel.send(message));
const streamedCalls = createStreamedCalls(channel);
/** Hooks about the app's life share this object; those about invocations share another. */
const appOnlyHookData = {};

if (process.argv[2]) enableCompileCache(process.argv[2]);
installCoreModule(app);

// The host is gone: never leave an orphan.
socket.on('close', () => process.exit(0));
process.on('exit', () => channel.flush());
// A terminal sends these to the host's whole group; the host decides how its workers end.
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);
process.on('uncaughtException', (error: unknown) => {
  process.stderr.write(
    `Worker uncaught exception: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});

function take(message: ToWorker, bytes: Buffer): void {
  switch (message.type) {
    case 'invoke':
      if (message.stream) streamedCalls.open(message.invocation.invocationId, message.stream, bytes, message.bodyEnded);
      void run(message.stream ? message.invocation : withBody(message.invocation, bytes));
      return;
    case 'invoke-packed': {
      const invocation = unpackInvocation(bytes);
      if (message.stream)
        streamedCalls.open(invocation.invocationId, message.stream, new Uint8Array(), message.bodyEnded);
      void run(invocation);
      return;
    }
    case 'init':
      void start(message.appDir, message.entry);
      return;
    case 'terminate':
      void terminate();
      return;
    case 'body':
    case 'taken':
    case 'gone':
      streamedCalls.take(message, bytes);
      return;
  }
}

async function run(invocation: Invocation): Promise<void> {
  const result = await invoke(app, invocation);
  if (streamedCalls.close(result)) return;
  const { message, bytes } = packResult(result);
  if (bytes) channel.send(message, bytes);
  else channel.send(message);
}

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
  const { result: capabilities, proxy } = await catchStreamProxy(
    () => app.model?.getCapabilities?.(known) ?? Promise.resolve(known),
  );
  streamedCalls.proxy = proxy;
  app.locked = true;
  const functions = [...app.functions.values()].map(
    ({ metadata }) => JSON.parse(JSON.stringify(metadata)) as typeof metadata,
  );
  return { capabilities, functions };
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

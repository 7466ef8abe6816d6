import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openChannel } from '../channel/channel.ts';
import type { AppDescription, Invocation, InvocationResult, ToHost, ToWorker, WorkerLog } from '../protocol.ts';
import { type ClientStream, createCalls } from './calls.ts';

const workerFile = fileURLToPath(new URL('../worker/worker.ts', import.meta.url));

export interface WorkerOptions {
  appDir: string;
  entry?: string | undefined;
  environment: NodeJS.ProcessEnv;
  /** Default: the Node that runs the host. */
  nodeExecutable?: string | undefined;
  /** Node's own. */
  nodeArguments: readonly string[];
  compileCacheDir: string;
  /** A `context.log` of the app or a line of the library. */
  onLog: (log: WorkerLog) => void;
  /** A line that the process wrote itself. */
  onOutput: (stream: 'stdout' | 'stderr', line: string) => void;
}

/** One worker process and the calls that it runs. */
export interface WorkerProcess {
  readonly pid: number;
  /** Rejects, naming the cause, when the app cannot be loaded. */
  readonly ready: Promise<AppDescription>;
  /** Resolves with what ended the process: its exit code or the signal. */
  readonly exited: Promise<number | NodeJS.Signals>;
  /** What the app said of itself, once it is ready. */
  app(): AppDescription | undefined;
  /** Never rejects: a worker that ends fails its calls. @param stream The client, where bodies flow. */
  invoke(invocation: Invocation, stream?: ClientStream): Promise<InvocationResult>;
  /** Fails one call for the host; the handler may still run. */
  fail(invocationId: string, message: string): void;
  /** How many calls it runs. */
  running(): number;
  /** Resolves when no call is running and no answer flows. */
  idle(): Promise<void>;
  /** Asks the worker to run its appTerminate hooks and leave; kills it after `graceMs`. */
  terminate(graceMs: number): Promise<void>;
  kill(): void;
}

export function startWorker(options: WorkerOptions): WorkerProcess {
  const child = spawn(
    options.nodeExecutable ?? process.execPath,
    [...options.nodeArguments, workerFile, options.compileCacheDir],
    {
      cwd: options.appDir,
      env: options.environment,
      // The channel, and the lifeline, to which nothing is written.
      stdio: ['ignore', 'pipe', 'pipe', 'overlapped', 'overlapped'],
    },
  );
  const exited = exitOf(child, child.stdio[3] as Socket);
  const first = Promise.withResolvers<AppDescription>();
  const ready = first.promise;
  void exited.then((cause) => first.reject(new Error(`The worker process ended (${cause}) before the app was loaded`)));
  let app: AppDescription | undefined;

  const channel = openChannel<ToWorker>(child.stdio[3] as Socket, (received, bytes) => {
    const message = received as ToHost;
    if (message.type === 'log') options.onLog(message.log);
    else if (message.type === 'ready') first.resolve((app = message.app));
    else if (message.type === 'failed')
      first.reject(Object.assign(new Error(message.message), { stack: message.stack ?? message.message }));
    else calls.take(message, bytes);
  });
  const calls = createCalls(channel);
  void exited.then((cause) => calls.close(`The worker process ended (${cause}) while the function ran`));
  pipeLines(child, options.onOutput);
  channel.send({ type: 'init', appDir: options.appDir, ...(options.entry !== undefined && { entry: options.entry }) });

  return {
    pid: child.pid ?? -1,
    ready,
    exited,
    app: () => app,
    invoke: (invocation, stream) => calls.invoke(invocation, stream),
    fail: (invocationId, message) => calls.fail(invocationId, message),
    running: () => calls.running(),
    idle: () => calls.idle(),
    async terminate(graceMs) {
      channel.send({ type: 'terminate' });
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Resolves when the process has ended and all that it said was heard: results may still be in the channel when it is gone. */
function exitOf(child: ChildProcess, channel: Socket): Promise<number | NodeJS.Signals> {
  const closed = new Promise<void>((resolve) => void channel.once('close', () => resolve()));
  const failed = new Promise<number>((resolve) => void child.once('error', () => resolve(1)));
  const exited = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code ?? 1));
  });
  return Promise.race([failed, exited.then((cause) => closed.then(() => cause))]);
}

function pipeLines(child: ChildProcess, onOutput: WorkerOptions['onOutput']): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    const input = child[stream];
    if (input) createInterface({ input, crlfDelay: Infinity }).on('line', (line) => onOutput(stream, line));
  }
}

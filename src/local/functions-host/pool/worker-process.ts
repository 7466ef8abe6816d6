import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import type { AppDescription, Invocation, InvocationResult, ToHost, ToWorker, WorkerLog } from '../protocol.ts';

const workerFile = fileURLToPath(new URL('../worker/worker.ts', import.meta.url));

export interface WorkerOptions {
  appDir: string;
  entry?: string | undefined;
  environment: NodeJS.ProcessEnv;
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
  /** Never rejects: a worker that ends fails its calls. */
  invoke(invocation: Invocation): Promise<InvocationResult>;
  /** Fails one call for the host; the handler may still run. */
  fail(invocationId: string, message: string): void;
  /** Resolves when no call is running. */
  idle(): Promise<void>;
  /** Asks the worker to run its appTerminate hooks and leave; kills it after `graceMs`. */
  terminate(graceMs: number): Promise<void>;
  kill(): void;
}

export function startWorker(options: WorkerOptions): WorkerProcess {
  const child = fork(workerFile, [options.compileCacheDir], {
    cwd: options.appDir,
    env: options.environment,
    execArgv: [],
    serialization: 'advanced',
    // The last one is the lifeline: nothing is written to it.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
  });
  const calls = new Map<string, (result: InvocationResult) => void>();
  let onIdle: (() => void)[] = [];
  const settle = (result: InvocationResult) => {
    calls.get(result.invocationId)?.(result);
    calls.delete(result.invocationId);
    if (calls.size > 0) return;
    for (const resolve of onIdle) resolve();
    onIdle = [];
  };
  const fail = (invocationId: string, message: string) =>
    settle({ invocationId, status: 'failure', exception: { message } });
  const send = (message: ToWorker) => {
    // The error of a channel that has just closed is that of the process: `exited` tells.
    if (child.connected) child.send(message, () => undefined);
  };

  const exited = exitOf(child);
  void exited.then((cause) => {
    for (const id of [...calls.keys()]) fail(id, `The worker process ended (${cause}) while the function ran`);
  });
  const ready = readiness(child, exited, settle, options.onLog);
  let app: AppDescription | undefined;
  ready.then(
    (loaded) => (app = loaded),
    () => undefined,
  );
  pipeLines(child, options.onOutput);
  send({ type: 'init', appDir: options.appDir, ...(options.entry !== undefined && { entry: options.entry }) });

  return {
    pid: child.pid ?? -1,
    ready,
    exited,
    app: () => app,
    invoke: (invocation) =>
      new Promise((resolve) => {
        calls.set(invocation.invocationId, resolve);
        if (child.connected) send({ type: 'invoke', invocation });
        else fail(invocation.invocationId, 'The worker process has ended');
      }),
    fail,
    idle: () => new Promise((resolve) => (calls.size === 0 ? resolve() : void onIdle.push(resolve))),
    async terminate(graceMs) {
      send({ type: 'terminate' });
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

function exitOf(child: ChildProcess): Promise<number | NodeJS.Signals> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code ?? 1));
    child.once('error', () => resolve(1));
  });
}

/** Listens to the channel for the whole life of the process; the promise is about its first answer only. */
function readiness(
  child: ChildProcess,
  exited: Promise<number | NodeJS.Signals>,
  settle: (result: InvocationResult) => void,
  onLog: (log: WorkerLog) => void,
): Promise<AppDescription> {
  return new Promise((resolve, reject) => {
    child.on('message', (received) => {
      const message = received as ToHost;
      if (message.type === 'result') settle(message.result);
      else if (message.type === 'log') onLog(message.log);
      else if (message.type === 'ready') resolve(message.app);
      else reject(Object.assign(new Error(message.message), { stack: message.stack ?? message.message }));
    });
    void exited.then((cause) => reject(new Error(`The worker process ended (${cause}) before the app was loaded`)));
  });
}

function pipeLines(child: ChildProcess, onOutput: WorkerOptions['onOutput']): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    const input = child[stream];
    if (input) createInterface({ input, crlfDelay: Infinity }).on('line', (line) => onOutput(stream, line));
  }
}

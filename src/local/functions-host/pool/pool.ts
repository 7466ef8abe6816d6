import { setTimeout as wait } from 'node:timers/promises';
import type { AppDescription } from '../protocol.ts';
import { restartPolicy } from './restarts.ts';
import type { WorkerProcess } from './worker-process.ts';

/** How long a call waits for a worker. Source: azure-functions-host, WebHost's readiness check. */
const acquireMs = 30_000;

/** No worker can take the call: HTTP answers 503. */
export class HostNotReadyError extends Error {
  override name = 'HostNotReadyError';
}

export interface PoolOptions {
  workers: number;
  startWorker: () => WorkerProcess;
  /** appTerminate hooks may take this long. */
  terminateMs: number;
  say: (level: 'information' | 'warning' | 'error' | 'critical', message: string) => void;
  /** Too many workers failed: nothing is started any more. */
  onGiveUp: (error: Error) => void;
}

/** The app's worker processes: starts them, keeps their number, gives one to each call. */
export interface Pool {
  /** Starts all workers; the promise is about the first. @throws Error of the app that cannot be loaded. */
  start(): Promise<AppDescription>;
  /** A worker that is ready, in turn; waits up to 30 s. @throws HostNotReadyError */
  acquire(): Promise<WorkerProcess>;
  /** A worker that is ready now, if there is one. */
  current(): WorkerProcess | undefined;
  /** Takes a worker out, starts another, and ends the first when it is idle or `graceMs` have passed. */
  retire(worker: WorkerProcess, graceMs: number): void;
  /** Loads the app anew in fresh workers, then retires the old ones. @throws Error; then the old ones go on. */
  reload(graceMs: number): Promise<AppDescription>;
  /** Lets calls end for `drainMs`, then ends every worker. @param hooksMs Instead of `terminateMs`. */
  stop(drainMs: number, hooksMs?: number): Promise<void>;
  pids(): number[];
  /** Calls that run now. */
  running(): number;
}

export function createPool({ workers, startWorker, terminateMs, say, onGiveUp }: PoolOptions): Pool {
  const policy = restartPolicy(workers);
  const living = new Set<WorkerProcess>();
  let ready: WorkerProcess[] = [];
  const waiting = new Set<{ take: (worker: WorkerProcess) => void; refuse: (error: Error) => void }>();
  let turn = 0;
  let stopped = true;

  /** @throws Error when the app cannot be loaded; the process is gone then. */
  async function add(): Promise<AppDescription> {
    const worker = startWorker();
    living.add(worker);
    void worker.exited.then((cause) => onExit(worker, cause));
    let app: AppDescription;
    try {
      app = await worker.ready;
    } catch (error) {
      worker.kill();
      throw error;
    }
    ready.push(worker);
    for (const { take } of waiting) take(worker);
    waiting.clear();
    return app;
  }

  /** Only a worker that was in use is replaced; one that never got ready is its starter's concern. */
  function onExit(worker: WorkerProcess, cause: number | NodeJS.Signals) {
    living.delete(worker);
    if (!ready.includes(worker)) return;
    ready = ready.filter((other) => other !== worker);
    if (stopped) return;
    say('error', `A worker process ended unexpectedly (${cause})`);
    void replace();
  }

  const isStopped = () => stopped;

  async function replace(): Promise<void> {
    for (;;) {
      const delayMs = policy.next(Date.now());
      if (delayMs === undefined) {
        giveUp();
        return;
      }
      await wait(delayMs);
      if (stopped) return;
      try {
        await add();
        say('information', 'A worker process was restarted');
        return;
      } catch (error) {
        if (isStopped()) return;
        say('error', `A worker process could not be restarted: ${String(error)}`);
      }
    }
  }

  function giveUp() {
    const error = new Error('Exceeded the number of worker failures within 30 minutes; the host stops');
    say('critical', error.message);
    onGiveUp(error);
  }

  async function end(worker: WorkerProcess, graceMs: number, hooksMs = terminateMs): Promise<void> {
    await Promise.race([worker.idle(), worker.exited, wait(graceMs, undefined, { ref: false })]);
    await worker.terminate(hooksMs);
  }

  const current = () => ready[turn++ % (ready.length || 1)];

  return {
    async start() {
      stopped = false;
      policy.forget();
      const [first, ...others] = Array.from({ length: workers }, add);
      for (const other of others) other.catch(() => undefined);
      return first ?? Promise.reject(new Error('A host needs a worker'));
    },
    acquire() {
      const worker = current();
      if (worker) return Promise.resolve(worker);
      return new Promise<WorkerProcess>((take, refuse) => {
        const entry = { take, refuse };
        waiting.add(entry);
        setTimeout(() => {
          if (waiting.delete(entry)) refuse(new HostNotReadyError('Function host is not running.'));
        }, acquireMs).unref();
      });
    },
    current,
    retire(worker, graceMs) {
      if (!ready.includes(worker)) return;
      ready = ready.filter((other) => other !== worker);
      void end(worker, graceMs);
      if (!stopped) void add().catch(() => replace());
    },
    async reload(graceMs) {
      const old = [...ready];
      const apps = await Promise.allSettled(Array.from({ length: workers }, add));
      const first = apps[0];
      if (first?.status !== 'fulfilled') throw first?.reason ?? new Error('A host needs a worker');
      policy.forget();
      ready = ready.filter((worker) => !old.includes(worker));
      for (const worker of old) void end(worker, graceMs);
      return first.value;
    },
    async stop(drainMs, hooksMs) {
      stopped = true;
      ready = [];
      for (const { refuse } of waiting) refuse(new HostNotReadyError('Function host is not running.'));
      waiting.clear();
      await Promise.all([...living].map((worker) => end(worker, drainMs, hooksMs)));
    },
    pids: () => [...living].map((worker) => worker.pid),
    running: () => [...living].reduce((sum, worker) => sum + worker.running(), 0),
  };
}

import path from 'node:path';
import { systemClock } from '../clock.ts';
import { announce } from './announce.ts';
import type { FunctionsHostOptions } from './host-options.ts';
import { createHostedApp, type HostedApp } from './hosted-app.ts';
import { appLog, outputLevel, type Say } from './host-log.ts';
import { createLimits } from './http/limits.ts';
import type { Serving } from './http/serving.ts';
import { createInvoker } from './invoker.ts';
import { workerEnvironment } from './pool/environment.ts';
import { createPool, type Pool } from './pool/pool.ts';
import { startWorker } from './pool/worker-process.ts';
import { setting } from './settings/expressions.ts';
import { readHostJson } from './settings/host-json.ts';

/** One run of the app under one reading of host.json; a restart makes another. */
export interface ScriptHost extends Serving {
  readonly app: HostedApp;
  readonly customHeaders: readonly (readonly [string, string])[];
  /** @throws Error that says why the app cannot run. */
  start(): Promise<void>;
  /** No more calls come from triggers. */
  drain(): Promise<void>;
  /** Lets calls end for `drainMs`, then ends the workers. @param hooksMs For appTerminate hooks, instead of `terminateMs`. */
  stop(drainMs: number, hooksMs?: number): Promise<void>;
}

type WithPackage = FunctionsHostOptions & { appDir: string };

interface Surroundings {
  port: () => number;
  say: Say;
  instanceId: string;
  /** The workers failed too often. */
  onGiveUp: (error: Error) => void;
}

/** @throws Error that names what is wrong with host.json. */
export function openScriptHost(options: WithPackage, around: Surroundings): ScriptHost {
  const { appDir, settings, signals, stateDir, log, clock = systemClock, timers = true } = options;
  const { say, port } = around;
  const host = readHostJson(appDir);
  const pool = openPool(options, around);
  const invoker = createInvoker(pool, host.functionTimeout, log);
  const app = createHostedApp(
    pool,
    { settings, host, invoker, signals, stateDir, clock, say },
    { timers, describe: (functions) => announce(functions, port(), around.instanceId, say) },
  );
  const { http } = host.extensions;
  return {
    app,
    pool,
    invoker,
    customHeaders: Object.entries(http.customHeaders),
    functions: () => app.functions(),
    route: app.route,
    admit: createLimits(http.maxOutstandingRequests, http.maxConcurrentRequests),
    stopping: () => app.stopping(),
    start: () => app.start(),
    drain: () => app.drain(),
    async stop(drainMs, hooksMs) {
      const sourcesEnded = app.stop();
      await pool.stop(drainMs, hooksMs);
      await sourcesEnded;
      await app.close();
    },
  };
}

function openPool(options: WithPackage, { port, say, onGiveUp }: Surroundings): Pool {
  const { appDir, entry, settings, stateDir, log, terminateMs = 5_000 } = options;
  return createPool({
    workers: Number(setting(settings, 'FUNCTIONS_WORKER_PROCESS_COUNT') ?? 1),
    terminateMs,
    startWorker: () =>
      startWorker({
        appDir,
        entry,
        nodeExecutable: setting(settings, 'languageWorkers:node:defaultExecutablePath'),
        nodeArguments: (setting(settings, 'languageWorkers:node:arguments') ?? '').split(' ').filter(Boolean),
        environment: workerEnvironment({ appDir, port: port(), environment: process.env }, settings),
        compileCacheDir: path.join(stateDir, 'compile-cache'),
        onLog: (line) => log(appLog(line)),
        onOutput: (stream, message) => log({ level: outputLevel(stream, message), category: 'Worker', message }),
      }),
    say,
    onGiveUp,
  });
}

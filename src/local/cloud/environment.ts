import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { HostLog } from '../functions-host/host-log.ts';
import type { AppName } from './apps.ts';
import type { ConnectionStrings } from './options.ts';
import type { Resources } from './resources.ts';

export interface EnvironmentAddresses {
  /** Where apps are deployed, see `app-routes.ts`; faults and clock too. */
  readonly controlUrl: string;
  /** They stay the same whatever is deployed there. */
  readonly urls: Readonly<Record<AppName, string>>;
  readonly connectionStrings: ConnectionStrings;
  /** Of tokens, with the secrets of its clients by their ids. */
  readonly issuer: {
    readonly tokenUrl: string;
    readonly scope: string;
    readonly clients: Readonly<Record<string, string>>;
  };
}

/** A local cloud in a process of its own, as an environment is before its first release: stores, and two apps without a package. */
export interface Environment extends EnvironmentAddresses {
  /** Resolves when it has ended; what was stored stays in its folder. */
  stop(): Promise<void>;
}

/** To the process: what to start with. */
export interface ToEnvironment {
  readonly dir: string;
  readonly resources: Resources;
}

export type FromEnvironment =
  | { readonly type: 'ready'; readonly addresses: EnvironmentAddresses }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'log'; readonly line: HostLog };

interface EnvironmentOptions extends ToEnvironment {
  /** Hears warnings and errors. */
  readonly log?: (line: HostLog) => void;
}

/**
 * Starts an environment on any free ports. It ends with this process, however that ends; Ctrl-C does not end it before.
 *
 * @param options.dir Its state; made if absent. What an earlier start stored is there again, packages and subscriptions are not.
 * @throws Error that says what did not start.
 */
export async function startEnvironment({ log, dir, resources }: EnvironmentOptions): Promise<Environment> {
  const child = fork(join(import.meta.dirname, 'environment-process.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(() => undefined);
  const start: ToEnvironment = { dir, resources };
  child.send(start);
  const addresses = await ready(child, log);
  return {
    ...addresses,
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

function ready(child: ChildProcess, log: (line: HostLog) => void = () => undefined): Promise<EnvironmentAddresses> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: FromEnvironment) => {
      if (message.type === 'log') log(message.line);
      else if (message.type === 'ready') resolve(message.addresses);
      else reject(new Error(message.message));
    });
    child.once('exit', (code, signal) => {
      reject(new Error(`The process of the environment ended (${String(signal ?? code)}) before it was ready`));
    });
  });
}

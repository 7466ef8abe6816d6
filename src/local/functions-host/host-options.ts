import type { Clock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import type { Signals } from '../service.ts';
import type { Log } from './host-log.ts';
import type { Vault } from './settings/vault-references.ts';

export interface FunctionsHostOptions {
  /** Folder of any `@azure/functions` v4 app: host.json, package.json with `main`. undefined: nobody has deployed one yet. */
  appDir: string | undefined;
  /** Instead of package.json's `main`. */
  entry?: string | undefined;
  /** 0: any free port. Default: LocalHttpPort of local.settings.json, else 7071 as `func start`. */
  port?: number;
  /** The app's settings. With what a program needs of the machine (PATH, HOME, …) they are all of its environment. */
  settings: Record<string, string>;
  /** Keys, timer states and compiled code live here and survive. */
  stateDir: string;
  /** Whether keys are asked for; `func start` does not. */
  authorisation: boolean;
  /** Wakes queue and change-feed triggers; without it they poll as in the cloud. */
  signals?: Signals;
  /** A change below `<appDir>/src` loads the app anew, one of host.json starts the host anew. */
  watch?: boolean;
  /**
   * false: a host.json or an app that cannot run does not end the host, which says so in its status and, as the cloud's, answers 503
   * (host.json; it tries again) or 404 (the app). Default: true, `start()` rejects.
   */
  strict?: boolean;
  log: Log;
  /** false: timers do not fire by themselves. */
  timers?: boolean;
  /** How long calls may go on after `stop()`, in ms. Default 10,000, as the runtime. */
  drainMs?: number;
  /** How long the app's appTerminate hooks may take, in ms. Default 5,000, as the runtime. */
  terminateMs?: number;
  /** Where the secrets are that settings refer to (`@Microsoft.KeyVault(…)`), whatever vault they name. */
  keyVault?: Vault;
  /** Timers go by it. Default: the system's time. */
  clock?: Clock;
  /** Troubles of its HTTP side, service `functions`. */
  faults?: Faults;
  /** The workers failed too often and the host has stopped; `start()` tries again. */
  onFailure?: (error: Error) => void;
}

import type { MovableClock } from '../clock.ts';
import type { Control } from '../control/control.ts';
import type { Faults } from '../faults/faults.ts';
import type { HostLog } from '../functions-host/host-log.ts';
import type { Signals } from '../service.ts';
import type { Ports } from './ports.ts';
import type { Resources } from './resources.ts';

/** By the name of the app setting that holds it. */
export interface ConnectionStrings {
  readonly Storage: string;
  readonly Cosmos: string;
  readonly Events: string;
}

/** What every start of services takes. */
export interface ServicesOptions {
  /** Wanted ports; a taken one moves to the next that is free. */
  ports?: Partial<Ports>;
  /** Takes any free ports, for tests. */
  portZero?: boolean;
  /** Whether there are troubles on demand, a clock that can be moved and apps that can be deployed. Default: none of it. */
  control?: boolean;
  log?: (line: HostLog) => void;
  /** Hears what has started and how long it took, in ms. */
  onStep?: (name: string, ms: number) => void;
}

/** What the Functions host takes. */
export interface AppOptions {
  /** The folder of an `@azure/functions` app; undefined: a package is deployed later. */
  appDir: string | undefined;
  /** The app's entry file, if not `main` of its package.json. */
  entry?: string | undefined;
  /** Whether functions ask for keys. Default true. */
  authorisation?: boolean;
  /** Loads the app anew when a source changes. */
  watch?: boolean;
  /** How long calls and `appTerminate` hooks may go on at stop, in ms. Default: the runtime's. */
  stopping?: { readonly drainMs: number; readonly terminateMs: number };
  /** Whether an app whose host.json or functions cannot be read stops the start; otherwise it waits in error mode for a better one. Default true. */
  strict?: boolean;
  /** The vault that Key Vault references in settings mean. */
  keyVault?: { readonly url: string; readonly token: string };
}

export interface LocalCloudOptions extends ServicesOptions, AppOptions {
  /** All state; made if absent. Default `.docscore`. */
  dir?: string;
  /** App settings beside, or instead of, `Storage`, `Cosmos` and `Events`. */
  settings?: Record<string, string>;
  /** What there is. Default: docscore's own, but without a package no event subscription, for there is no function that could receive. */
  resources?: Resources;
  /** Whether the candidate is there from the start, without a package. Default: after its first one. */
  candidate?: boolean;
  /** Puts into the stores what the app expects to find there; runs beside the start of the app. */
  prepare?: (connectionStrings: ConnectionStrings) => Promise<void>;
}

/** What the start of each service needs beside the options. */
export interface StartContext {
  dir: string;
  /** 0: any. */
  wanted: Ports;
  signals: Signals;
  resources: Resources;
  clock: MovableClock;
  faults: Faults | undefined;
  control: Control | undefined;
  /** Runs in reverse order at stop, and when a later start fails. */
  onStop: (undo: () => Promise<void> | void) => void;
}

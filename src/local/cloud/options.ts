import type { HostLog } from '../functions-host/host-log.ts';
import type { Signals } from '../service.ts';
import type { Ports } from './ports.ts';

/** By the name of the app setting that holds it. */
export interface ConnectionStrings {
  readonly Storage: string;
  readonly Cosmos: string;
  readonly Events: string;
}

export interface LocalCloudOptions {
  /** The folder of an `@azure/functions` app. */
  appDir: string;
  /** The app's entry file, if not `main` of its package.json. */
  entry?: string;
  /** All state; made if absent. Default `.docscore`. */
  dir?: string;
  /** Wanted ports; a taken one moves to the next that is free. */
  ports?: Partial<Ports>;
  /** Takes any free ports, for tests. */
  portZero?: boolean;
  /** Whether functions ask for keys. Default true. */
  authorisation?: boolean;
  /** Loads the app anew when a source changes. */
  watch?: boolean;
  /** App settings beside, or instead of, `Storage`, `Cosmos` and `Events`. */
  settings?: Record<string, string>;
  /** Puts into the stores what the app expects to find there; runs beside the start of the app. */
  prepare?: (connectionStrings: ConnectionStrings) => Promise<void>;
  log?: (line: HostLog) => void;
  /** Hears what has started and how long it took, in ms. */
  onStep?: (name: string, ms: number) => void;
}

/** What the start of each service needs beside the options. */
export interface StartContext {
  dir: string;
  /** 0: any. */
  wanted: Ports;
  signals: Signals;
  /** Runs in reverse order at stop, and when a later start fails. */
  onStop: (undo: () => Promise<void> | void) => void;
}

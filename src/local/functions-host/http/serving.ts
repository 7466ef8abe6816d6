import type { HostedFunction } from '../functions.ts';
import type { Invoker } from '../invoker.ts';
import type { Pool } from '../pool/pool.ts';
import type { Admission } from './limits.ts';
import type { Router } from './router.ts';

/** What the HTTP side sees of the app that runs now; a restart of the host makes another. */
export interface Serving {
  pool: Pool;
  invoker: Invoker;
  functions: () => readonly HostedFunction[];
  route: Router;
  admit: () => Admission;
  /** Aborts when the host stops. */
  stopping(): AbortSignal;
}

/** Source: azure-functions-host, ScriptHostState. */
export type HostState = 'Default' | 'Initialized' | 'Running' | 'Error' | 'Stopping' | 'Offline';

/** What the admin API asks for. */
interface Drain {
  state: 'Disabled' | 'InProgress' | 'Completed';
  outstandingInvocations: number;
  outstandingRetries: number;
}

/** The host as its HTTP side sees it. */
export interface HostControl {
  /** What answers now; undefined while the host loads or is in error. */
  serving(): Serving | undefined;
  /** Waits while it loads, up to 30 s. undefined: the host does not run. */
  whenServing(): Promise<Serving | undefined>;
  /** On every answer, from host.json. */
  customHeaders(): readonly (readonly [string, string])[];
  state(): HostState;
  errors(): string[];
  /** Resolves when the app runs again, or cannot. */
  restart(): Promise<void>;
  /** No more calls by triggers; HTTP goes on. */
  drain(): void;
  drainStatus(): Drain;
}

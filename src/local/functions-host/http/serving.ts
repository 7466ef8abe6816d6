import type { HostedFunction } from '../functions.ts';
import type { Invoker } from '../invoker.ts';
import type { Pool } from '../pool/pool.ts';
import type { Router } from './router.ts';

/** What the HTTP side sees of the host; the app may change under it when its source does. */
export interface Serving {
  pool: Pool;
  invoker: Invoker;
  functions(): HostedFunction[];
  route: Router;
  isReady(): boolean;
  /** Resolves when the app is loaded; false after 30 s. */
  whenReady(): Promise<boolean>;
  /** Why the app does not run. */
  error(): string | undefined;
  /** Aborts when the host stops. */
  stopping(): AbortSignal;
}

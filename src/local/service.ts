import type { EventEmitter } from 'node:events';

/** One server of the local cloud, bound to 127.0.0.1. */
export interface LocalService {
  readonly name: string;
  /** Where it listens; the same after `stop()` and `start()`. */
  readonly port: number;
  /** Closes the port and resets open sockets. What was acknowledged stays. */
  stop(): Promise<void>;
  /** Listens again, on the same port and with the same state. */
  start(): Promise<void>;
}

/**
 * Tells listeners inside the process that there is something to fetch, so that nobody polls a local server.
 * A signal is a hint: who gets it reads the service over the wire, as in the cloud.
 * Names: `queue:<queue>`, `container:<database>/<container>`, `hub:<event hub>`.
 */
export type Signals = EventEmitter<Record<`queue:${string}` | `container:${string}` | `hub:${string}`, []>>;

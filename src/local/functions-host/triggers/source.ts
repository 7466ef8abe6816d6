import type { Clock } from '../../clock.ts';
import type { Signals } from '../../service.ts';
import type { HostedFunction } from '../functions.ts';
import type { LogLevel } from '../protocol.ts';
import type { Invoker } from '../invoker.ts';
import type { HostJson } from '../settings/host-json.ts';
import type { Settings } from '../settings/expressions.ts';

/** What calls a function without HTTP. */
export interface Source {
  /** Works until `stopping` aborts; resolves when its calls have ended. Survives that its service is away. */
  run(stopping: AbortSignal): Promise<void>;
}

/** What a source needs of the host. */
export interface SourceContext {
  settings: Settings;
  host: HostJson;
  invoker: Invoker;
  signals: Signals | undefined;
  /** What the host keeps over restarts. */
  stateDir: string;
  /** Timers go by it. */
  clock: Clock;
  say: (level: LogLevel, message: string) => void;
}

/** @throws Error that says why the function cannot be listened for: a missing connection, a bad schedule. */
export type OpenSource = (one: HostedFunction, context: SourceContext) => Promise<Source>;

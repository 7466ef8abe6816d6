import type { LogLevel, WorkerLog } from './protocol.ts';

/** One console line of the host, of a function, or of a worker's stdout and stderr. */
export interface HostLog {
  level: LogLevel;
  /** `Host`, `Function.<name>` (start and end of a call), `Function.<name>.User` (the app's context.log) or `Worker`. */
  category: string;
  functionName?: string;
  invocationId?: string;
  message: string;
}

export type Log = (line: HostLog) => void;

/** A line of the host itself. */
export type Say = (level: LogLevel, message: string) => void;

/** The level of a line that a worker wrote itself. Source: azure-functions-host, WorkerProcess.ParseErrorMessageAndLog. */
export function outputLevel(stream: 'stdout' | 'stderr', line: string): LogLevel {
  if (stream === 'stdout') return 'information';
  if (/warn/i.test(line)) return 'warning';
  return /error|fail|severe/i.test(line) ? 'error' : 'information';
}

/** What an error says, also when it says nothing: a refused connection to several addresses has an empty message. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ');
  if (!(error instanceof Error)) return String(error);
  return error.message || ('code' in error ? String(error.code) : error.name);
}

/** A line of the app or of its library, as the host tells it. */
export function appLog({ level, message, category, functionName, invocationId }: WorkerLog): HostLog {
  const name = functionName === undefined ? 'Worker' : `Function.${functionName}${category === 'user' ? '.User' : ''}`;
  return {
    level,
    category: name,
    message,
    ...(functionName !== undefined && { functionName }),
    ...(invocationId !== undefined && { invocationId }),
  };
}

import type { Logger, LogEvent } from '../ports.ts';

/** Events that belong to no invocation: JSON lines on stdout and stderr, which the host picks up. */
export function consoleLog(): Logger {
  const line = (event: LogEvent) => `${JSON.stringify(event)}\n`;
  return {
    info: (event) => void process.stdout.write(line(event)),
    warn: (event) => void process.stderr.write(line(event)),
    error: (event) => void process.stderr.write(line(event)),
  };
}

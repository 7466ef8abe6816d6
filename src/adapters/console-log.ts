import type { Logger, LogEvent } from '../ports.ts';

/** Events that belong to no invocation: JSON lines, which the host picks up. What is on stderr it takes for an error. */
export function consoleLog(): Logger {
  const line = (event: LogEvent) => `${JSON.stringify(event)}\n`;
  return {
    info: (event) => void process.stdout.write(line(event)),
    warn: (event) => void process.stdout.write(line({ level: 'warning', ...event })),
    error: (event) => void process.stderr.write(line(event)),
  };
}

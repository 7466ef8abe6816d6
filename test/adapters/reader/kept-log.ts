import type { LogEvent, Logger } from '../../../src/ports.ts';

/** A logger that keeps what it is told. */
export function keptLog(
  onEvent?: (event: LogEvent) => void,
): Logger & { readonly events: LogEvent[]; of(event: string): LogEvent[] } {
  const events: LogEvent[] = [];
  const keep = (event: LogEvent) => {
    events.push(event);
    onEvent?.(event);
  };
  return { events, info: keep, warn: keep, error: keep, of: (name) => events.filter(({ event }) => event === name) };
}

import type { HostLog } from '../../local/functions-host/host-log.ts';
import { printable } from '../screen/printable.ts';
import type { Screen } from '../screen/screen.ts';

const hidden: readonly HostLog['level'][] = ['trace', 'debug'];

/**
 * What the host says, as `func start` prints it: the list of functions as it is, all else after its time.
 *
 * @returns `undefined` for what is only told with `verbose`.
 */
export function consoleLine(
  { level, message }: HostLog,
  { at, verbose, paint }: { at: Date; verbose: boolean; paint: Screen['paint'] },
): string | undefined {
  if (!verbose && hidden.includes(level)) return undefined;
  const [indent = ''] = /^\t?/.exec(message) ?? [];
  const text = message
    .slice(indent.length)
    .split(/\r?\n|\r/)
    .map(printable)
    .join('\n    ');
  if (indent !== '' || message === 'Functions:') return indent + text;
  const line = `[${at.toISOString()}] ${text}`;
  if (level === 'warning') return paint('yellow', line);
  return level === 'error' || level === 'critical' ? paint('red', line) : line;
}

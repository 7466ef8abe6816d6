import { relative } from 'node:path';
import type { HostLog } from '../../local/functions-host/host-log.ts';
import { printable } from '../screen/printable.ts';
import type { Screen } from '../screen/screen.ts';
import { shortenEnd } from '../screen/shorten.ts';
import { hostLine, hostLogFile } from './host-log-file.ts';
import { troubles } from './troubles.ts';

/** What a person hears of the Functions host: all of it in a file, trouble on screen. */
export interface Teller {
  /** As seen from the working folder. */
  readonly logPath: string;
  readonly log: (line: HostLog) => void;
  /** How many errors and warnings there were; `undefined` when none. */
  readonly summary: () => string | undefined;
  /** Where lines go from here on: a live table must not be written into. */
  readonly through: (note: (line: string) => void) => void;
}

/** @param verbose Tells everything, as `func start` does. */
export function tellerOf(screen: Screen, path: string, verbose: boolean): Teller {
  const file = hostLogFile(path, () => new Date());
  const found = troubles();
  let note: (line: string) => void = screen.line;

  const tell = (line: HostLog, trouble: string | undefined) => {
    if (verbose) note(hostLine(line, new Date()).split('\n').map(printable).join('\n'));
    else if (trouble !== undefined) {
      const symbol = line.level === 'warning' ? screen.paint('yellow', '!') : screen.paint('red', '✗');
      note(`${symbol} ${shortenEnd(trouble, screen.size().columns - 3)}`);
    }
  };
  return {
    logPath: relative(process.cwd(), path),
    log(line) {
      file.write(line);
      tell(line, found.take(line));
    },
    summary: found.summary,
    through(next) {
      note = next;
    },
  };
}

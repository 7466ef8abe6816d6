import { coloured, plain, type Paint } from './paint.ts';

/** Where a command writes what a person reads. */
export interface Screen {
  readonly paint: Paint;
  /** Whether lines can be redrawn in place. */
  readonly isTerminal: boolean;
  /** Columns and rows now; a person can resize the window. Without a terminal there is no limit. */
  readonly size: () => { columns: number; rows: number };
  readonly write: (text: string) => void;
  readonly line: (text?: string) => void;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @param env `NO_COLOR` and `FORCE_COLOR` (no-color.org, force-color.org), `TERM=dumb`. */
export function screenOf(stream: NodeJS.WriteStream, env: Environment): Screen {
  const isTerminal = stream.isTTY && env['TERM'] !== 'dumb';
  const write = (text: string) => void stream.write(text);
  return {
    paint: wantsColour(isTerminal, env) ? coloured : plain,
    isTerminal,
    size: () =>
      isTerminal ? { columns: stream.columns || 80, rows: stream.rows || 24 } : { columns: Infinity, rows: Infinity },
    write,
    line: (text = '') => write(`${text}\n`),
  };
}

/** A variable that is set and empty counts as not set, as no-color.org asks. */
function wantsColour(isTerminal: boolean, env: Environment): boolean {
  if (env['NO_COLOR']) return false;
  return isTerminal || (env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '' && env['FORCE_COLOR'] !== '0');
}

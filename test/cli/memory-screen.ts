import { plain } from '../../src/cli/screen/paint.ts';
import type { Screen } from '../../src/cli/screen/screen.ts';

/** A screen that remembers what was written. Without `columns` it is no terminal. */
export function memoryScreen({
  columns = Infinity,
  rows = Infinity,
}: { columns?: number; rows?: number } = {}): Screen & { written: () => string } {
  let written = '';
  const write = (text: string) => void (written += text);
  return {
    paint: plain,
    isTerminal: Number.isFinite(columns),
    size: () => ({ columns, rows }),
    write,
    line: (text = '') => write(`${text}\n`),
    written: () => written,
  };
}

/** What a terminal shows after these bytes: knows just what `live-region.ts` uses. Lines never scroll away here. */
export function shownOnTerminal(bytes: string): string[] {
  const lines: string[] = [];
  let [row, column] = [0, 0];
  // eslint-disable-next-line no-control-regex -- control sequences are the subject
  for (const [part] of bytes.matchAll(/\u001b\[[?\d]*[A-Za-z]|\n|\r|[^\u001b\n\r]+/g)) {
    if (part === '\n') [row, column] = [row + 1, 0];
    else if (part === '\r') column = 0;
    else if (part.endsWith('A') && part.startsWith('\u001b[')) row -= Number(part.slice(2, -1));
    else if (part === '\u001b[K') lines[row] = (lines[row] ?? '').slice(0, column);
    else if (part === '\u001b[J') lines.splice(row);
    else if (!part.startsWith('\u001b')) {
      const before = (lines[row] ?? '').padEnd(column);
      lines[row] = before.slice(0, column) + part + before.slice(column + part.length);
      column += part.length;
    }
  }
  return lines;
}

import { stripVTControlCharacters } from 'node:util';
import type { Screen } from './screen.ts';
import { textWidth } from './width.ts';

/** The last lines of a terminal, redrawn in place. */
export interface LiveRegion {
  /** Replaces the region. A frame like the last one writes nothing. */
  readonly draw: (lines: readonly string[]) => void;
  /** Writes lines for good, above the region. */
  readonly above: (lines: readonly string[]) => void;
  /** Leaves the region standing and gives the cursor back. */
  readonly close: () => void;
}

const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
const eraseLine = '\u001b[K';
const eraseBelow = '\u001b[J';
/** Terminals that know it show a frame at once; others ignore it. Source: gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036 */
const beginFrame = '\u001b[?2026h';
const endFrame = '\u001b[?2026l';

/** Each frame is one write that overwrites line by line and clears nothing first, so that nothing flickers. */
export function liveRegion(screen: Screen): LiveRegion {
  let drawn: readonly string[] = [];
  let opened = false;

  const write = (above: readonly string[], lines: readonly string[]) => {
    const up = rowsTaken(drawn, screen.size().columns);
    const home = up > 0 ? `\u001b[${String(up)}A\r` : '';
    const body = [...above, ...lines].map((line) => `${line}${eraseLine}\n`).join('');
    screen.write(`${opened ? '' : hideCursor}${beginFrame}${home}${body}${eraseBelow}${endFrame}`);
    opened = true;
    drawn = lines;
  };
  return {
    draw(lines) {
      const same = lines.length === drawn.length && lines.every((line, index) => line === drawn[index]);
      if (!same) write([], lines);
    },
    above: (lines) => write(lines, drawn),
    close() {
      if (opened) screen.write(showCursor);
      opened = false;
      drawn = [];
    },
  };
}

/** A window that was made narrower has wrapped what was drawn for a wider one. */
function rowsTaken(lines: readonly string[], columns: number): number {
  return lines
    .map((line) => Math.max(1, Math.ceil(textWidth(stripVTControlCharacters(line)) / columns)))
    .reduce((sum, rows) => sum + rows, 0);
}

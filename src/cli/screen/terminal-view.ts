import { isOver, type Tracked } from '../follow/tracked.ts';
import type { BoardView } from './view.ts';
import { documentColumns, documentRow, typicalRow } from './document-row.ts';
import { plural } from './format.ts';
import { liveRegion } from './live-region.ts';
import type { Screen } from './screen.ts';
import { columnWidths, headerLine, tableLine, type Cell } from './table.ts';

const redrawEveryMs = 100;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
/** Rows that are not documents: header, tally, the cursor's own line. */
const otherRows = 3;

/** On a terminal: the table is redrawn in place; one that is higher than the window lets finished lines scroll away above it. */
export function terminalView(screen: Screen, now: () => number): BoardView {
  const region = liveRegion(screen);
  const gone = new Set<string>();
  let board: readonly Tracked[] = [];

  const draw = () => {
    if (board.length === 0) return;
    const { rows } = screen.size();
    const isHigh = board.length + otherRows > rows;
    const leaving = isHigh ? board.filter((tracked) => isOver(tracked) && !gone.has(tracked.documentId)) : [];
    const staying = board.filter((tracked) => !gone.has(tracked.documentId) && !(isHigh && isOver(tracked)));
    const shown = inWorkFirst(staying, Math.max(1, rows - otherRows));
    const table = tableOf(board, [...leaving, ...shown], screen, now());
    const header = gone.size === 0 ? [table.header] : [];
    if (leaving.length > 0) region.above([...header, ...leaving.map(table.lineOf)]);
    for (const { documentId } of leaving) gone.add(documentId);
    region.draw([...(gone.size === 0 ? header : []), ...shown.map(table.lineOf), ...tally(board, shown, screen)]);
  };
  const timer = setInterval(draw, redrawEveryMs);
  // However the process ends, the person gets the cursor back.
  process.once('exit', region.close);
  let isOpen = true;
  return {
    update(next) {
      board = next;
      if (isOpen) draw();
    },
    note: (line) => {
      if (isOpen) region.above([line]);
      else screen.line(line);
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      clearInterval(timer);
      draw();
      region.close();
      process.off('exit', region.close);
    },
  };
}

function tableOf(board: readonly Tracked[], shown: readonly Tracked[], { paint, size }: Screen, time: number) {
  const busy = frames[Math.floor(time / redrawEveryMs) % frames.length] ?? '·';
  const rowOf = (tracked: Tracked) =>
    documentRow(tracked, { busy, elapsedMs: tracked.storedAt === undefined ? undefined : time - tracked.storedAt });
  // One column stays free: a line that fills the last one makes some terminals wrap.
  const widths = columnWidths(
    documentColumns,
    [[longestName(board)], ...shown.map(rowOf), typicalRow],
    size().columns - 1,
  );
  return {
    header: headerLine(documentColumns, widths, paint),
    lineOf: (tracked: Tracked) => tableLine(documentColumns, widths, rowOf(tracked), paint),
  };
}

/** Good enough for a width, and cheap for thousands of names ten times a second. */
const longestName = (board: readonly Tracked[]): Cell => ({
  text: board.reduce((longest, { name }) => (name.length > longest.length ? name : longest), ''),
});

/** As many as fit: those in work before those that wait, in the order of the table. */
function inWorkFirst(staying: readonly Tracked[], height: number): readonly Tracked[] {
  if (staying.length <= height) return staying;
  const inWork = staying.filter(({ summary }) => summary?.state === 'running');
  const shown = new Set([...inWork, ...staying].slice(0, height));
  return staying.filter((tracked) => shown.has(tracked));
}

function tally(board: readonly Tracked[], shown: readonly Tracked[], { paint }: Screen): string[] {
  const open = board.filter((tracked) => !isOver(tracked)).length;
  const hidden = open - shown.filter((tracked) => !isOver(tracked)).length;
  return hidden > 0
    ? [paint('dim', `${plural(open, 'document')} of ${board.length.toLocaleString('en')} on the way`)]
    : [];
}

import { isOver, type Tracked } from '../follow/tracked.ts';
import type { BoardView } from './view.ts';
import { documentColumns, documentRow, reasonOf, typicalRow } from './document-row.ts';
import type { Screen } from './screen.ts';
import { columnWidths, headerLine, tableLine } from './table.ts';
import { textWidth } from './width.ts';

/** Without a terminal: a line when a document's way is over, nothing before. */
export function plainView(screen: Screen): BoardView {
  const shown = new Set<string>();
  let widths: readonly number[] | undefined;

  const begin = (board: readonly Tracked[]) => {
    const names = board.map(({ name }) => [{ text: name }]);
    const found = columnWidths(documentColumns, [...names, typicalRow], Infinity);
    screen.line(headerLine(documentColumns, found, screen.paint));
    return found;
  };
  return {
    update(board) {
      widths ??= begin(board);
      for (const tracked of board.filter((each) => isOver(each) && !shown.has(each.documentId))) {
        shown.add(tracked.documentId);
        screen.line(lineOf(tracked, widths, screen));
      }
    },
    note: (line) => screen.line(line),
    close: () => undefined,
  };
}

/** Nothing limits a line here, so a reason stands whole in a column of its own, behind the others. */
function lineOf(tracked: Tracked, widths: readonly number[], { paint }: Screen): string {
  const reason = reasonOf(tracked) ?? '';
  const row = documentRow(tracked).map((cell) => (cell.span === undefined ? cell : { ...cell, text: '' }));
  return tableLine(documentColumns, [...widths, textWidth(reason)], [...row, { text: reason }], paint);
}

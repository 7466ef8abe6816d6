import { isOver } from '../follow/tracked.ts';
import type { BoardView } from './view.ts';
import { printableJson } from './printable.ts';
import type { Screen } from './screen.ts';

/** For programs: one JSON line when a document's way is over. */
export function jsonView(screen: Screen): BoardView {
  const shown = new Set<string>();
  return {
    update(board) {
      for (const { documentId, name, failure, summary } of board.filter(
        (tracked) => isOver(tracked) && !shown.has(tracked.documentId),
      )) {
        shown.add(documentId);
        screen.line(printableJson(failure === undefined ? summary : { documentId, name, state: 'failed', failure }));
      }
    },
    note: () => undefined,
    close: () => undefined,
  };
}

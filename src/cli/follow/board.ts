import { documentId } from '../../jobs/identity.ts';
import type { FoundDocument } from '../feed/found-document.ts';
import type { Tracked } from './tracked.ts';

/** Documents that are watched, by id, in the order in which they are shown. */
export type Board = Map<string, Tracked>;

export const boardOf = (documents: readonly FoundDocument[]): Board =>
  new Map(
    documents.map(({ name, truth }) => {
      const id = documentId('documents', name);
      return [id, { documentId: id, name, truth, kept: false }];
    }),
  );

/** Changes what is known of a document that is on the board. */
export function note(board: Board, name: string, news: Partial<Tracked>): void {
  const id = documentId('documents', name);
  const tracked = board.get(id);
  if (tracked) board.set(id, { ...tracked, ...news });
}

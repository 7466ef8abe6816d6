import type { DatabaseSync } from 'node:sqlite';

/**
 * The number of the last transaction in each container: what session tokens and the change feed count by. Kept in memory, written with
 * each commit, so that after a restart no number that a client has seen is given again.
 */
export function openLsns(database: DatabaseSync) {
  const getOne = database.prepare('SELECT lsn FROM containers WHERE number = ?');
  const setOne = database.prepare('UPDATE containers SET lsn = ? WHERE number = ?');
  const known = new Map<number, number>();
  const unsaved = new Set<number>();

  function lsn(container: number): number {
    const found = known.get(container) ?? Number(getOne.get(container)?.['lsn'] ?? 0);
    known.set(container, found);
    return found;
  }

  return {
    lsn,
    raise(container: number): number {
      const next = lsn(container) + 1;
      known.set(container, next);
      unsaved.add(container);
      return next;
    },
    /** Inside the transaction that is about to be committed. */
    save(): void {
      for (const container of unsaved) setOne.run(lsn(container), container);
      unsaved.clear();
    },
  };
}

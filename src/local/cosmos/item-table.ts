import type { DatabaseSync } from 'node:sqlite';
import { type StoredItem, columns, live, openScans, stored } from './item-scans.ts';

export interface NewItem extends StoredItem {
  readonly container: number;
  readonly key: string;
  readonly id: string;
  /** ms since 1970, null for never. */
  readonly expires: number | null;
}

/** The rows of the table `items`. What has expired is not there for any of these. */
export type ItemTable = ReturnType<typeof openItemTable>;

export function openItemTable(database: DatabaseSync, nowMs: () => number) {
  const getOne = database.prepare(
    `SELECT ${columns} FROM items WHERE container = ? AND key = ? AND id = ? AND ${live}`,
  );
  const putOne = database.prepare(
    'INSERT OR REPLACE INTO items (container, key, id, number, lsn, expires, etag, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const removeOne = database.prepare('DELETE FROM items WHERE container = ? AND key = ? AND id = ?');
  const removeKey = database.prepare('DELETE FROM items WHERE container = ? AND key = ?');
  const removeExpired = database.prepare('DELETE FROM items WHERE expires <= ?');
  const sequence = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'items'");
  let lastNumber = Number(sequence.get()?.['seq'] ?? 0);

  return {
    ...openScans(database, nowMs),
    get(container: number, key: string, id: string): StoredItem | undefined {
      const row = getOne.get(container, key, id, nowMs());
      return row && stored(row);
    },
    put: (item: NewItem) =>
      void putOne.run(item.container, item.key, item.id, item.number, item.lsn, item.expires, item.etag, item.body),
    remove: (container: number, key: string, id: string) => void removeOne.run(container, key, id),
    removeKey: (container: number, key: string) => void removeKey.run(container, key),
    removeExpired: () => void removeExpired.run(nowMs()),
    /** Numbers only grow; one that a transaction gave up is not used again. */
    nextNumber: () => ++lastNumber,
  };
}

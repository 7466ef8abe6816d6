import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { KeyFilter } from './partition-key.ts';

/** An item as stored; `body` is the whole JSON text that clients read. */
export interface StoredItem {
  readonly number: number;
  readonly lsn: number;
  readonly etag: string;
  readonly body: string;
}

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
  const live = '(expires IS NULL OR expires > ?)';
  const columns = 'number, lsn, etag, body';
  const getOne = database.prepare(
    `SELECT ${columns} FROM items WHERE container = ? AND key = ? AND id = ? AND ${live}`,
  );
  const putOne = database.prepare(
    'INSERT OR REPLACE INTO items (container, key, id, number, lsn, expires, etag, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const removeOne = database.prepare('DELETE FROM items WHERE container = ? AND key = ? AND id = ?');
  const removeKey = database.prepare('DELETE FROM items WHERE container = ? AND key = ?');
  const removeExpired = database.prepare('DELETE FROM items WHERE expires <= ?');
  const selectBy = (order: string) => ({
    all: database.prepare(
      `SELECT ${columns} FROM items WHERE container = ? AND lsn > ? AND ${live} ORDER BY ${order} LIMIT ?`,
    ),
    exact: database.prepare(
      `SELECT ${columns} FROM items WHERE container = ? AND lsn > ? AND ${live} AND key = ? ORDER BY ${order} LIMIT ?`,
    ),
    prefix: database.prepare(
      `SELECT ${columns} FROM items WHERE container = ? AND lsn > ? AND ${live} AND substr(key, 1, length(?4)) = ?4 ` +
        `ORDER BY ${order} LIMIT ?`,
    ),
  });
  const inOrder = { number: selectBy('number'), lsn: selectBy('lsn, number') };
  const lsnOf = database.prepare('SELECT lsn FROM containers WHERE number = ?');
  const raiseLsn = database.prepare('UPDATE containers SET lsn = lsn + 1 WHERE number = ? RETURNING lsn');
  const sequence = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'items'");
  let lastNumber = Number(sequence.get()?.['seq'] ?? 0);

  function select(
    order: keyof typeof inOrder,
    container: number,
    afterLsn: number,
    filter: KeyFilter | undefined,
    limit: number,
  ): StoredItem[] {
    const { all, exact, prefix } = inOrder[order];
    const now = nowMs();
    if (!filter) return all.all(container, afterLsn, now, limit).map(stored);
    return 'exact' in filter
      ? exact.all(container, afterLsn, now, filter.exact, limit).map(stored)
      : prefix.all(container, afterLsn, now, filter.prefix, limit).map(stored);
  }

  return {
    get(container: number, key: string, id: string): StoredItem | undefined {
      const row = getOne.get(container, key, id, nowMs());
      return row && stored(row);
    },
    put: (item: NewItem) =>
      void putOne.run(item.container, item.key, item.id, item.number, item.lsn, item.expires, item.etag, item.body),
    remove: (container: number, key: string, id: string) => void removeOne.run(container, key, id),
    removeKey: (container: number, key: string) => void removeKey.run(container, key),
    removeExpired: () => void removeExpired.run(nowMs()),

    /** In the order of creation. */
    scan: (container: number, filter?: KeyFilter) => select('number', container, -1, filter, -1),
    /** What changed after `afterLsn`, oldest change first, at most `limit`. */
    changes: (container: number, afterLsn: number, filter: KeyFilter | undefined, limit: number) =>
      select('lsn', container, afterLsn, filter, limit),

    lsn: (container: number) => Number(lsnOf.get(container)?.['lsn'] ?? 0),
    raiseLsn: (container: number) => Number(raiseLsn.get(container)?.['lsn']),
    /** Numbers only grow; one that a transaction gave up is not used again. */
    nextNumber: () => ++lastNumber,
  };
}

function stored(row: Record<string, SQLOutputValue>): StoredItem {
  return {
    number: Number(row['number']),
    lsn: Number(row['lsn']),
    etag: String(row['etag']),
    body: String(row['body']),
  };
}

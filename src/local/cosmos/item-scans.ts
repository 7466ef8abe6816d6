import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { KeyFilter } from './partition-key.ts';

/** An item as stored; `body` is the whole JSON text that clients read. */
export interface StoredItem {
  readonly number: number;
  readonly lsn: number;
  readonly etag: string;
  readonly body: string;
}

/** Which items a feed is about; all that is given must hold. */
export interface Part {
  readonly key?: KeyFilter | undefined;
  /** The items with this id: one, with an exact key. Only queries look at it, and not with the beginning of a key. */
  readonly id?: string | undefined;
  /** Whether a partition key lies in the range of hashes. */
  readonly holds?: ((key: string) => boolean) | undefined;
}

export const columns = 'number, lsn, etag, body';
export const live = '(expires IS NULL OR expires > ?)';

/** Reads many rows of the table `items`, and of them only those that a partition key or an id leaves. */
export function openScans(database: DatabaseSync, nowMs: () => number) {
  const select = (where: string, order: string) =>
    database.prepare(
      `SELECT ${columns}, key FROM items WHERE container = ? AND ${live} AND ${where} ORDER BY ${order}`,
    );
  const byNumber = {
    all: select('true', 'number'),
    named: select('id = ?', 'number'),
    // The plus keeps SQLite from walking the container in this order instead of the partition.
    exact: select('key = ?', '+number'),
    one: select('key = ? AND id = ?', 'number'),
    prefix: select('key >= ? AND key < ?', 'number'),
  };
  const byLsn = {
    all: select('lsn > ?', 'lsn, number'),
    exact: select('lsn > ? AND key = ?', 'lsn, number'),
    prefix: select('lsn > ? AND key >= ? AND key < ?', 'lsn, number'),
  };

  return {
    /** In the order of creation. */
    scan(container: number, part: Part): StoredItem[] {
      const { key, id } = part;
      const now = nowMs();
      if (!key && id === undefined) return taken(byNumber.all.iterate(container, now), part);
      if (!key) return taken(byNumber.named.iterate(container, now, id ?? ''), part);
      if ('prefix' in key) return taken(byNumber.prefix.iterate(container, now, ...bounds(key.prefix)), part);
      if (id === undefined) return taken(byNumber.exact.iterate(container, now, key.exact), part);
      return taken(byNumber.one.iterate(container, now, key.exact, id), part);
    },

    /** What changed after `afterLsn`, oldest change first, at most `limit`. */
    changes(container: number, afterLsn: number, part: Part, limit: number): StoredItem[] {
      const { key } = part;
      const now = nowMs();
      if (!key) return taken(byLsn.all.iterate(container, now, afterLsn), part, limit);
      return 'exact' in key
        ? taken(byLsn.exact.iterate(container, now, afterLsn, key.exact), part, limit)
        : taken(byLsn.prefix.iterate(container, now, afterLsn, ...bounds(key.prefix)), part, limit);
    },
  };
}

type Row = Record<string, SQLOutputValue>;

function taken(rows: Iterable<Row>, { holds }: Part, limit = Infinity): StoredItem[] {
  const items: StoredItem[] = [];
  for (const row of rows) {
    if (holds && !holds(String(row['key']))) continue;
    items.push(stored(row));
    if (items.length >= limit) break;
  }
  return items;
}

/** Keys that begin with a text lie between it and it with the last character of all behind. */
const bounds = (prefix: string) => [prefix, `${prefix}\u{10ffff}`] as const;

export function stored(row: Row): StoredItem {
  return {
    number: Number(row['number']),
    lsn: Number(row['lsn']),
    etag: String(row['etag']),
    body: String(row['body']),
  };
}

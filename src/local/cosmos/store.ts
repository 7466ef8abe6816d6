import { type Catalog, type Container, openCatalog } from './catalog.ts';
import { openDatabase } from './database.ts';
import { type ItemTable, openItemTable } from './item-table.ts';
import { type Transactions, groupCommits } from './transactions.ts';
import { type UniqueKeys, openUniqueKeys } from './unique-keys.ts';

/** Everything that is kept, over one SQLite file. */
export interface Store extends Pick<Transactions, 'write' | 'durable'> {
  readonly nowMs: () => number;
  readonly catalog: Catalog;
  readonly items: ItemTable;
  readonly uniqueKeys: UniqueKeys;
  /** The number of the running transaction in a container; the same for all that `write` changes together. */
  lsn(container: Container): number;
  close(): void;
}

export interface StoreOptions {
  readonly dir: string;
  readonly nowMs: () => number;
  /** Called once per commit with the containers whose items changed. */
  readonly onChange: (containers: ReadonlySet<Container>) => void;
}

/** How often what has expired leaves the file, in ms; it is invisible at once. */
const purgeEveryMs = 60_000;

/** @throws Error if the file in `dir` has another schema. */
export function openStore({ dir, nowMs, onChange }: StoreOptions): Store {
  const database = openDatabase(dir);
  const items = openItemTable(database, nowMs);
  const catalog = openCatalog(database, nowMs);
  let changed = new Set<Container>();
  const lsns = new Map<Container, number>();
  let depth = 0;

  const transactions = groupCommits(database, (committed) => {
    if (!committed) catalog.reload();
    else if (changed.size > 0) onChange(changed);
    changed = new Set();
  });
  const purge = setInterval(() => transactions.write(items.removeExpired), purgeEveryMs).unref();

  return {
    nowMs,
    catalog,
    items,
    uniqueKeys: openUniqueKeys(database, nowMs),
    durable: transactions.durable,
    write(change) {
      // A write inside another belongs to its transaction.
      if (depth === 0) lsns.clear();
      depth++;
      try {
        const result = transactions.write(change);
        if (depth === 1) for (const container of lsns.keys()) changed.add(container);
        return result;
      } finally {
        depth--;
      }
    },
    lsn(container) {
      const lsn = lsns.get(container) ?? items.raiseLsn(container.number);
      lsns.set(container, lsn);
      return lsn;
    },
    close() {
      clearInterval(purge);
      transactions.flush();
      database.close();
    },
  };
}

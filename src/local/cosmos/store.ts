import { type Catalog, type Container, openCatalog } from './catalog.ts';
import { openDatabase } from './database.ts';
import { type ItemTable, openItemTable } from './item-table.ts';
import { openLsns } from './lsns.ts';
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
  /** The number of the last transaction in a container. */
  lastLsn(container: Container): number;
  close(): Promise<void>;
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
  const { database, log } = openDatabase(dir);
  const items = openItemTable(database, nowMs);
  const catalog = openCatalog(database, nowMs);
  const lsns = openLsns(database);
  let changed = new Set<Container>();
  const running = new Map<Container, number>();
  let depth = 0;

  const transactions = groupCommits({
    database,
    sync: log.sync,
    beforeCommit() {
      const containers = changed;
      changed = new Set();
      lsns.save();
      return (committed) => {
        if (!committed) catalog.reload();
        else if (containers.size > 0) onChange(containers);
      };
    },
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
      if (depth === 0) running.clear();
      depth++;
      try {
        const result = transactions.write(change);
        if (depth === 1) for (const container of running.keys()) changed.add(container);
        return result;
      } finally {
        depth--;
      }
    },
    lsn(container) {
      const lsn = running.get(container) ?? lsns.raise(container.number);
      running.set(container, lsn);
      return lsn;
    },
    lastLsn: (container) => lsns.lsn(container.number),
    async close() {
      clearInterval(purge);
      transactions.flush();
      await transactions.durable().catch(() => undefined);
      await log.close();
      database.close();
    },
  };
}

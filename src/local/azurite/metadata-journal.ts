import { DatabaseSync } from 'node:sqlite';
import type { LokiCollection, LokiDocument, LokiStore } from './azurite-modules.ts';

/** One document of Azurite's metadata that came, changed or went. */
interface MetadataChange {
  collection: string;
  kind: 'stored' | 'removed';
  document: LokiDocument;
}

/**
 * Keeps Azurite's metadata safe. Azurite holds it in memory and writes it out every 5 s, so a `kill -9` loses acknowledged
 * blobs and messages. Here each changed document goes to SQLite before the answer leaves, and comes back at the next start.
 */
export interface MetadataJournal {
  /** Call before the store starts. `onChange` hears every change, inside the change, and every document that comes back. */
  attach(name: string, store: LokiStore, onChange?: (change: MetadataChange) => void): void;
  /** Makes every change so far durable, in one transaction. Cheap when there is none. */
  flush(): void;
  /**
   * Grows with each call and across restarts, in steps that may leave gaps.
   * Numbers are reserved ahead, so that none is given twice after a crash.
   */
  nextSequence(): bigint;
  /** Flushes and closes; later changes are not kept, and `flush()` does nothing. */
  close(): void;
}

interface PendingChange {
  store: string;
  collection: string;
  id: number;
  document: LokiDocument | undefined;
}

/** How many sequence numbers one write reserves. */
const RESERVED = 1000;

/** WAL with `synchronous=NORMAL`: a commit survives the death of the process; only a power cut may lose the last ones. */
const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS documents (
    store TEXT, collection TEXT, id INTEGER, json TEXT NOT NULL, PRIMARY KEY (store, collection, id)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sequence (one INTEGER PRIMARY KEY CHECK (one = 1), reserved INTEGER NOT NULL);
  INSERT OR IGNORE INTO sequence VALUES (1, 0);
`;

/** @param file The SQLite file; made if absent. */
export function openMetadataJournal(file: string): MetadataJournal {
  const database = new DatabaseSync(file);
  database.exec(SCHEMA);
  const put = database.prepare('INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?)');
  const drop = database.prepare('DELETE FROM documents WHERE store = ? AND collection = ? AND id = ?');
  const select = database.prepare('SELECT json FROM documents WHERE store = ? AND collection = ? ORDER BY id');
  const reserve = database.prepare(`UPDATE sequence SET reserved = reserved + ${RESERVED} RETURNING reserved`);
  const pending = new Map<string, PendingChange>();
  let next = 0n;
  let reserved = 0n;

  return {
    attach(name, store, onChange) {
      stopSaving(store);
      const init = store.init.bind(store);
      store.init = async () => {
        await init();
        for (const collection of store.db.collections) {
          restore(collection, select.all(name, collection.name) as { json: string }[]);
          const notice = (kind: MetadataChange['kind']) => (document: LokiDocument) =>
            onChange?.({ collection: collection.name, kind, document });
          collection.data.forEach(notice('stored'));
          watch(collection, (kind, document) => {
            const change = { store: name, collection: collection.name, id: document.$loki };
            pending.set(JSON.stringify(Object.values(change)), {
              ...change,
              document: kind === 'stored' ? document : undefined,
            });
            notice(kind)(document);
          });
        }
      };
    },
    flush() {
      if (pending.size === 0 || !database.isOpen) return;
      database.exec('BEGIN');
      try {
        for (const { store, collection, id, document } of pending.values())
          if (document === undefined) drop.run(store, collection, id);
          else put.run(store, collection, id, JSON.stringify(document));
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
      pending.clear();
    },
    nextSequence() {
      if (next === reserved) {
        reserved = BigInt((reserve.get() as { reserved: number }).reserved);
        next = reserved - BigInt(RESERVED);
      }
      return ++next;
    },
    close() {
      this.flush();
      database.close();
    },
  };
}

/** Azurite must neither save on its own nor look for a file. */
function stopSaving({ db }: LokiStore): void {
  db.autosaveDisable();
  db.autosave = false;
  db.persistenceAdapter = {
    loadDatabase: (_name, done) => done(null),
    saveDatabase: (_name, _serialised, done) => done(null),
  };
}

function restore(collection: LokiCollection, rows: { json: string }[]): void {
  collection.data = rows.map(({ json }) => parseDocument(json));
  collection.maxId = collection.data.at(-1)?.$loki ?? 0;
  collection.idIndex = null;
  collection.ensureId();
  collection.ensureAllIndexes(true);
  for (const field of collection.uniqueNames) collection.ensureUniqueIndex(field);
}

/** What Azurite compares as dates. User metadata, whatever its names and values, stays text. */
const DATES = ['lastModified', 'creationTime', 'insertionTime', 'expirationTime', 'leaseExpireTime', 'leaseBreakTime'];

function parseDocument(json: string): LokiDocument {
  const document = JSON.parse(json) as LokiDocument & { properties?: Record<string, unknown> };
  for (const part of [document as unknown as Record<string, unknown>, document.properties ?? {}])
    for (const key of DATES) if (typeof part[key] === 'string') part[key] = new Date(part[key]);
  return document;
}

function watch(
  collection: LokiCollection,
  onChange: (kind: MetadataChange['kind'], document: LokiDocument) => void,
): void {
  const stored = (changed: LokiDocument | LokiDocument[]) => {
    for (const document of [changed].flat()) onChange('stored', document);
  };
  collection.on('insert', stored);
  collection.on('update', stored);
  collection.on('delete', (document) => onChange('removed', document));
}

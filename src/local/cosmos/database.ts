import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type WriteAheadLog, openLog } from './write-ahead-log.ts';

const schemaVersion = 1;

/**
 * `items.number` counts creations: queries answer in this order and an update keeps it. `items.lsn` counts transactions:
 * the change feed's order. `expires` is in ms since 1970.
 */
const schema = `
  CREATE TABLE IF NOT EXISTS databases (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS containers (
    number INTEGER PRIMARY KEY AUTOINCREMENT, database TEXT NOT NULL, id TEXT NOT NULL, lsn INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL, UNIQUE (database, id)) STRICT;
  CREATE TABLE IF NOT EXISTS items (
    number INTEGER PRIMARY KEY AUTOINCREMENT, container INTEGER NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL,
    lsn INTEGER NOT NULL, expires INTEGER, etag TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (container, key, id)) STRICT;
  CREATE TABLE IF NOT EXISTS container_ranges (container INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS items_by_container ON items (container);
  CREATE INDEX IF NOT EXISTS items_by_lsn ON items (container, lsn);
  CREATE INDEX IF NOT EXISTS items_by_expiry ON items (expires) WHERE expires IS NOT NULL;
  CREATE TABLE IF NOT EXISTS unique_values (
    container INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, id TEXT NOT NULL,
    PRIMARY KEY (container, key, value)) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS unique_values_by_item ON unique_values (container, key, id);`;

/**
 * Opens the one file that holds everything. A commit is complete when it returns, and on the disk when `log` is.
 *
 * @throws Error if the file was written by another version of this server.
 */
export function openDatabase(dir: string): { database: DatabaseSync; log: WriteAheadLog } {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, 'cosmos.sqlite');
  const database = new DatabaseSync(file);
  // NORMAL: SQLite itself waits for the disk only when it moves the log into the file; for the rest there is `log`.
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000; PRAGMA wal_autocheckpoint = 4000;',
  );
  const found = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (found !== 0 && found !== schemaVersion) {
    database.close();
    throw new Error(`${file} has schema ${found}, this server reads ${schemaVersion}: start with an empty folder`);
  }
  database.exec(`BEGIN; ${schema} PRAGMA user_version = ${schemaVersion}; COMMIT;`);
  return { database, log: openLog(`${file}-wal`) };
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const schemaVersion = 1;

/** Names keep their case and are found in any. `deleted` and `purge` are seconds since 1970; both null while the secret is there. */
const schema = `
  CREATE TABLE IF NOT EXISTS secrets (
    name TEXT PRIMARY KEY COLLATE NOCASE, deleted INTEGER, purge INTEGER) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS versions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL COLLATE NOCASE, version TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS versions_by_name ON versions (name, version);`;

/**
 * Opens the one file that holds everything. A commit is on the disk before it returns.
 *
 * @throws Error if the file was written by another version of this server.
 */
export function openDatabase(dir: string): DatabaseSync {
  // Secrets lie in it as they are: for nobody else's eyes.
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = join(dir, 'key-vault.sqlite');
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000;');
  const found = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (found !== 0 && found !== schemaVersion) {
    database.close();
    throw new Error(`${file} has schema ${found}, this server reads ${schemaVersion}: start with an empty folder`);
  }
  database.exec(`BEGIN; ${schema} PRAGMA user_version = ${schemaVersion}; COMMIT;`);
  return database;
}

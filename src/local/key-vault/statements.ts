import type { DatabaseSync } from 'node:sqlite';

/** All SQL of the vault. */
export function statements(database: DatabaseSync) {
  return {
    state: database.prepare('SELECT deleted, purge FROM secrets WHERE name = ?'),
    newest: database.prepare('SELECT body FROM versions WHERE name = ? ORDER BY number DESC LIMIT 1'),
    version: database.prepare('SELECT body FROM versions WHERE name = ? AND version = ?'),
    addSecret: database.prepare('INSERT INTO secrets (name) VALUES (?) ON CONFLICT DO NOTHING'),
    addVersion: database.prepare('INSERT INTO versions (name, version, body) VALUES (?, ?, ?)'),
    write: database.prepare('UPDATE versions SET body = ?2 WHERE version = ?1'),
    mark: database.prepare('UPDATE secrets SET deleted = ?, purge = ? WHERE name = ?'),
    overdue: database.prepare('SELECT name FROM secrets WHERE purge <= ?'),
    drop: database.prepare('DELETE FROM secrets WHERE name = ?'),
    dropVersions: database.prepare('DELETE FROM versions WHERE name = ?'),
    names: database.prepare('SELECT name AS key FROM secrets WHERE name > ? AND deleted IS NULL ORDER BY name LIMIT ?'),
    deletedNames: database.prepare(
      'SELECT name AS key FROM secrets WHERE name > ? AND deleted IS NOT NULL ORDER BY name LIMIT ?',
    ),
    versions: database.prepare(
      'SELECT version AS key FROM versions WHERE name = ? AND version > ? ORDER BY version LIMIT ?',
    ),
  };
}

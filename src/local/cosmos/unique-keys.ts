import type { DatabaseSync } from 'node:sqlite';
import type { Container } from './catalog.ts';
import { conflict } from './errors.ts';
import { valueAt } from './partition-key.ts';
import { type JsonObject, canonical } from './query/values.ts';

/** Holds each unique key of an item's partition once. */
export type UniqueKeys = ReturnType<typeof openUniqueKeys>;

export function openUniqueKeys(database: DatabaseSync, nowMs: () => number) {
  const release = database.prepare('DELETE FROM unique_values WHERE container = ? AND key = ? AND id = ?');
  const releaseKey = database.prepare('DELETE FROM unique_values WHERE container = ? AND key = ?');
  const claim = database.prepare(
    'INSERT OR REPLACE INTO unique_values (container, key, value, id) VALUES (?, ?, ?, ?)',
  );
  const owner = database.prepare(
    `SELECT items.id FROM unique_values JOIN items USING (container, key, id)
     WHERE unique_values.container = ? AND unique_values.key = ? AND value = ? AND (expires IS NULL OR expires > ?)`,
  );
  return {
    release: (container: Container, key: string, id: string) => void release.run(container.number, key, id),
    releaseKey: (container: Container, key: string) => void releaseKey.run(container.number, key),

    /** @throws CosmosError 409 if another item of the partition holds one of the values; a missing value counts as one. */
    claim(container: Container, key: string, id: string, document: JsonObject): void {
      if (container.uniqueKeys.length === 0) return;
      release.run(container.number, key, id);
      for (const [index, paths] of container.uniqueKeys.entries()) {
        const value = `${index}:${canonical(paths.map((path) => valueAt(document, path) ?? null))}`;
        if (owner.get(container.number, key, value, nowMs())) throw conflict('Unique index constraint violation.');
        claim.run(container.number, key, value, id);
      }
    },
  };
}

import type { DatabaseSync } from 'node:sqlite';
import { CosmosError } from './errors.ts';

/** Writes, and the moment when they are durable. */
export interface Transactions {
  /** Runs `change` whole or not at all. Its effect is visible at once and durable when `durable()` resolves. */
  write<T>(change: () => T): T;
  /** Resolves when everything written so far is on the disk. @throws CosmosError 503 if it could not be written. */
  readonly durable: () => Promise<void>;
  /** Commits at once. */
  flush(): void;
}

/**
 * Group commit: the writes of one turn of the event loop share one transaction, so one flush to the disk serves all
 * requests that arrived together. Each write is a savepoint inside it.
 *
 * @param onCommitted called after a commit, or with `false` after one that failed.
 */
export function groupCommits(database: DatabaseSync, onCommitted: (committed: boolean) => void): Transactions {
  let group: { done: Promise<void>; settle: (error?: Error) => void } | undefined;

  function open(): void {
    if (group) return;
    database.exec('BEGIN IMMEDIATE');
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    // Who wrote hears of a failure; nobody may be waiting when the server stops.
    promise.catch(() => undefined);
    group = { done: promise, settle: (error) => (error ? reject(error) : resolve(undefined)) };
    setImmediate(flush);
  }

  function flush(): void {
    if (!group) return;
    const { settle } = group;
    group = undefined;
    try {
      database.exec('COMMIT');
    } catch (cause) {
      if (database.isTransaction) database.exec('ROLLBACK');
      onCommitted(false);
      settle(new CosmosError(503, 'ServiceUnavailable', `The write could not be stored: ${String(cause)}`));
      return;
    }
    onCommitted(true);
    settle();
  }

  return {
    write(change) {
      open();
      database.exec('SAVEPOINT change');
      try {
        const result = change();
        database.exec('RELEASE change');
        return result;
      } catch (error) {
        // SQLite ends the transaction itself on some errors, a full disk for one.
        if (database.isTransaction) database.exec('ROLLBACK TO change; RELEASE change');
        throw error;
      }
    },
    durable: () => group?.done ?? Promise.resolve(),
    flush,
  };
}

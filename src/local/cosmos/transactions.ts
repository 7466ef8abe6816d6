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

interface Group {
  readonly done: Promise<undefined>;
  readonly settle: (stored: Promise<undefined>) => void;
}

interface GroupCommit {
  readonly database: DatabaseSync;
  /** Runs inside the transaction, last. What it returns is called when the commit is durable, or with `false` when it failed. */
  readonly beforeCommit: () => (committed: boolean) => void;
  /** Resolves when what was committed is on the disk. */
  readonly sync: () => Promise<void>;
}

/**
 * Group commit: the writes of one turn of the event loop share one transaction, and so do all that come while the disk is busy with the
 * one before. Each write is a savepoint inside its transaction.
 */
export function groupCommits({ database, beforeCommit, sync }: GroupCommit): Transactions {
  const [begin, commit] = [database.prepare('BEGIN IMMEDIATE'), database.prepare('COMMIT')];
  const [savepoint, release] = [database.prepare('SAVEPOINT change'), database.prepare('RELEASE change')];
  /** The group that is being written, and the last one: it is durable after all before it. */
  let open: Group | undefined;
  let last: Group | undefined;
  let isDiskBusy = false;

  function begun(): void {
    if (open) return;
    begin.run();
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const group = { done: promise, settle: resolve };
    open = last = group;
    const forget = () => {
      if (last === group) last = undefined;
    };
    // Who wrote hears of a failure; nobody may be waiting when the server stops.
    promise.then(forget, forget);
    if (!isDiskBusy) setImmediate(flush);
  }

  function flush(): void {
    const group = open;
    open = undefined;
    group?.settle(stored());
  }

  async function stored(): Promise<undefined> {
    const onCommitted = committed();
    isDiskBusy = true;
    try {
      await sync();
    } catch (cause) {
      onCommitted(false);
      throw notStored(cause);
    } finally {
      isDiskBusy = false;
      flush();
    }
    onCommitted(true);
  }

  function committed(): (committed: boolean) => void {
    const onCommitted = beforeCommit();
    try {
      commit.run();
      return onCommitted;
    } catch (cause) {
      if (database.isTransaction) database.exec('ROLLBACK');
      onCommitted(false);
      throw notStored(cause);
    }
  }

  return {
    write(change) {
      begun();
      savepoint.run();
      try {
        const result = change();
        release.run();
        return result;
      } catch (error) {
        // SQLite ends the transaction itself on some errors, a full disk for one.
        if (database.isTransaction) database.exec('ROLLBACK TO change; RELEASE change');
        throw error;
      }
    },
    durable: () => last?.done ?? Promise.resolve(),
    flush,
  };
}

function notStored(cause: unknown): CosmosError {
  return new CosmosError(503, 'ServiceUnavailable', `The write could not be stored: ${String(cause)}`);
}

import { close, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';

const datasync = promisify(fdatasync);
const closed = promisify(close);

/** SQLite's log, which a commit appends to without waiting for the disk. */
export interface WriteAheadLog {
  /** Resolves when all that was committed before this call is on the disk. */
  readonly sync: () => Promise<void>;
  close(): Promise<void>;
}

/** @param file is there as long as the database is open. */
export function openLog(file: string): WriteAheadLog {
  const descriptor = openSync(file, 'r+');
  const running = new Set<Promise<void>>();
  return {
    async sync() {
      const written = datasync(descriptor);
      running.add(written);
      try {
        await written;
      } finally {
        running.delete(written);
      }
    },
    async close() {
      await Promise.allSettled(running);
      await closed(descriptor);
    },
  };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A request that a server of the local cloud answered. */
export interface Answered {
  /** The server's. */
  readonly port: number;
  readonly method: string;
  readonly url: string;
  /** What went to the client on the wire, headers included. */
  readonly sentBytes: number;
}

/** What was read from blob storage, in bytes on the wire. */
export interface StorageReads {
  /** By container. */
  readonly bytes: Readonly<Record<string, number>>;
  readonly total: number;
}

/** App settings and environment with which a system notes its storage traffic in `home`. */
export const storageLogSettings = (home: string): Record<string, string> => ({
  NODE_OPTIONS: `--import=${new URL('./count-storage-process.ts', import.meta.url).href}`,
  BENCH_STORAGE_LOG: logIn(home),
});

/** Everything that was read so far. @param blobUrl Of any container: it tells the port. */
export async function storageReads(home: string, blobUrl: string): Promise<StorageReads> {
  const port = Number(new URL(blobUrl).port);
  const bytes: Record<string, number> = {};
  for (const line of (await readFile(logIn(home), 'utf8')).trim().split('\n')) {
    const answered = JSON.parse(line) as Answered;
    if (answered.port !== port || answered.method !== 'GET') continue;
    const [, , container = ''] = answered.url.split(/[/?]/);
    bytes[container] = (bytes[container] ?? 0) + answered.sentBytes;
  }
  return { bytes, total: Object.values(bytes).reduce((sum, part) => sum + part, 0) };
}

const logIn = (home: string) => join(home, 'storage.jsonl');

import { createRequire } from 'node:module';
import type { Server } from 'node:http';
import { join } from 'node:path';

/**
 * Azurite 3.33 ships no types and no public way to run a service in process: this file says what we use of it, and is the only
 * one that knows where its classes are.
 */
export interface AzuriteServer {
  readonly httpServer: Server;
  readonly metadataStore: LokiStore;
  readonly extentMetadataStore: LokiStore;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** A metadata store of Azurite: a LokiJS database in memory. */
export interface LokiStore {
  readonly db: LokiDatabase;
  /** Creates the collections. Azurite calls it once, before it listens. */
  init(): Promise<void>;
}

interface LokiDatabase {
  readonly collections: LokiCollection[];
  autosave: boolean;
  autosaveDisable(): void;
  persistenceAdapter: {
    loadDatabase(name: string, done: (database: null) => void): void;
    saveDatabase(name: string, serialised: string, done: (error: null) => void): void;
  };
}

export interface LokiDocument {
  $loki: number;
}

export interface LokiCollection {
  readonly name: string;
  readonly uniqueNames: string[];
  data: LokiDocument[];
  idIndex: number[] | null;
  maxId: number;
  ensureId(): void;
  ensureAllIndexes(force: boolean): void;
  ensureUniqueIndex(field: string): void;
  /** Listeners run synchronously, inside the change. */
  on(event: 'insert' | 'update', listener: (changed: LokiDocument | LokiDocument[]) => void): void;
  on(event: 'delete', listener: (removed: LokiDocument) => void): void;
}

const load = createRequire(import.meta.url);

/** Loads Azurite's blob or queue service (some 0.3 s, once) and makes it, not yet listening, with its files below `dir`. */
export function createAzuriteServer(service: 'blob' | 'queue', dir: string, port: number): AzuriteServer {
  const name = service === 'blob' ? 'Blob' : 'Queue';
  const Configuration = loadClass(`${service}/${name}Configuration`);
  const AzuriteService = loadClass(`${service}/${name}Server`);
  const configuration = new Configuration(
    '127.0.0.1',
    port,
    join(dir, `${service}.loki`), // never written: see metadata-journal.ts
    join(dir, `${service}-extents.loki`),
    [{ locationId: 'Default', locationPath: join(dir, service), maxConcurrency: 10 }],
    false, // access log
    undefined,
    false, // debug log
    undefined,
    false, // loose
    true, // skipApiVersionCheck: the SDKs are newer than Azurite
  );
  return new AzuriteService(configuration) as AzuriteServer;
}

function loadClass(path: string): new (...args: unknown[]) => unknown {
  return (load(`azurite/dist/src/${path}.js`) as { default: new (...args: unknown[]) => unknown }).default;
}

import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AnalyzeOptions } from './analyze-options.ts';
import type { ServiceError } from './errors.ts';
import type { AnalyzeResult } from './result.ts';

/** How an analysis ended. */
export type Outcome =
  | { readonly status: 'succeeded'; readonly analyzeResult: AnalyzeResult }
  | { readonly status: 'failed'; readonly error: ServiceError };

/** One operation. Times are ms since 1970. */
export interface Analysis {
  readonly id: string;
  readonly options: AnalyzeOptions;
  readonly created: number;
  readonly updated: number;
  /** `outcome` is there when it has ended. */
  readonly status: 'notStarted' | 'running' | Outcome['status'];
  readonly outcome: Outcome | undefined;
}

/** The analyses and their files. What a call has written is on the disk when it returns. */
export interface AnalysisStore {
  /** Where an analysis' file is, or is to be put before it is added. */
  contentPath(id: string): string;
  add(id: string, options: AnalyzeOptions): void;
  find(id: string): Analysis | undefined;
  /** The oldest that has not been started, which is now running. */
  startNext(): Analysis | undefined;
  /** Keeps how it ended, not its file. Does nothing to one that was removed. */
  finish(id: string, outcome: Outcome): void;
  remove(id: string): void;
  removeOlderThan(created: number): void;
  close(): void;
}

const schemaVersion = 1;

/**
 * Opens the folder. What was running when the process ended is to be started again; files that belong to no analysis go.
 *
 * @throws Error if the data was written by another version of this server.
 */
export function openAnalyses(dir: string, nowMs: () => number): AnalysisStore {
  const folder = join(dir, 'content');
  mkdirSync(folder, { recursive: true });
  const database = openDatabase(join(dir, 'document-intelligence.sqlite'));
  const sql = statements(database);
  sql.restart.run();
  const contentPath = (id: string) => join(folder, id);
  const find = (id: string) => analysisOf(sql.find.get(id));
  for (const id of readdirSync(folder)) if (!find(id) || find(id)?.outcome) rmSync(contentPath(id));
  const removeContent = (id: string) => rmSync(contentPath(id), { force: true });
  const remove = (id: string) => {
    sql.remove.run(id);
    removeContent(id);
  };
  return {
    contentPath,
    add: (id, options) => void sql.add.run(id, JSON.stringify(options), nowMs(), nowMs()),
    find,
    startNext: () => analysisOf(sql.startNext.get(nowMs())),
    finish(id, outcome) {
      sql.finish.run(outcome.status, JSON.stringify(outcome), nowMs(), id);
      removeContent(id);
    },
    remove,
    removeOlderThan(created) {
      for (const { id } of sql.older.all(created) as { id: string }[]) remove(id);
    },
    close: () => database.close(),
  };
}

function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000;');
  const found = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (found !== 0 && found !== schemaVersion) {
    database.close();
    throw new Error(`${file} has schema ${found}, this server reads ${schemaVersion}: start with an empty folder`);
  }
  database.exec(`BEGIN;
    CREATE TABLE IF NOT EXISTS analyses (
      number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, options TEXT NOT NULL, status TEXT NOT NULL,
      created INTEGER NOT NULL, updated INTEGER NOT NULL, outcome TEXT) STRICT;
    CREATE INDEX IF NOT EXISTS analyses_to_start ON analyses (number) WHERE status = 'notStarted';
    CREATE INDEX IF NOT EXISTS analyses_by_age ON analyses (created);
    PRAGMA user_version = ${schemaVersion}; COMMIT;`);
  return database;
}

function statements(database: DatabaseSync) {
  return {
    restart: database.prepare("UPDATE analyses SET status = 'notStarted' WHERE status = 'running'"),
    add: database.prepare(
      "INSERT INTO analyses (id, options, status, created, updated) VALUES (?, ?, 'notStarted', ?, ?)",
    ),
    find: database.prepare('SELECT * FROM analyses WHERE id = ?'),
    startNext: database.prepare(
      `UPDATE analyses SET status = 'running', updated = ? WHERE number =
       (SELECT number FROM analyses WHERE status = 'notStarted' ORDER BY number LIMIT 1) RETURNING *`,
    ),
    finish: database.prepare('UPDATE analyses SET status = ?, outcome = ?, updated = ? WHERE id = ?'),
    remove: database.prepare('DELETE FROM analyses WHERE id = ?'),
    older: database.prepare('SELECT id FROM analyses WHERE created <= ?'),
  };
}

function analysisOf(row: unknown): Analysis | undefined {
  if (!row) return undefined;
  const { options, outcome, ...plain } = row as Omit<Analysis, 'options' | 'outcome'> & {
    options: string;
    outcome: string | null;
  };
  return {
    ...plain,
    options: JSON.parse(options) as AnalyzeOptions,
    outcome: outcome === null ? undefined : (JSON.parse(outcome) as Outcome),
  };
}

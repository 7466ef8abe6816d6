import type { Artifact } from './domain/artifact.ts';
import type { DocumentEvent } from './domain/document-event.ts';
import type { Erasure } from './domain/erasure.ts';
import type { Head } from './domain/head.ts';
import type { Job, JobState, Stage } from './domain/job.ts';
import type { Limits } from './domain/limits.ts';
import type { Manifest } from './domain/manifest.ts';
import type { MemoKey } from './domain/memo-key.ts';
import type { OcrPage } from './domain/ocr.ts';
import type { Outbox } from './domain/outbox.ts';
import type { Prediction } from './domain/prediction.ts';
import type { Rollout } from './domain/rollout.ts';
import type { RunKey } from './domain/run-key.ts';
import type { NewerMessage, StageMessage } from './domain/stage-message.ts';
import type { DocumentItem, Stored, Write } from './domain/stored.ts';
import type { Upload } from './domain/upload.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** Pass it back to get the next page; absent on the last. */
  readonly next?: string | undefined;
}

/**
 * What docscore knows of documents. What newer code wrote is refused as `unavailable`, and left out of lists.
 * @throws AppError `unavailable`, `too-many`.
 */
export interface DocumentStore {
  readHead(documentId: string): Promise<Stored<Head> | undefined>;
  readJob(run: RunKey): Promise<Stored<Job> | undefined>;
  /** Everything kept about one document, oldest first. */
  readHistory(documentId: string): Promise<{ jobs: Job[]; predictions: Prediction[] }>;
  /** The same with all that belongs to it, as it can be replaced or erased. */
  readItems(documentId: string): Promise<Stored<DocumentItem>[]>;
  /** All writes or none, 100 at most. `conflict`: an id existed, or an item changed or went since it was read. */
  commit(documentId: string, writes: readonly Write[]): Promise<'committed' | 'conflict'>;
  /** Heads, latest change first. @throws AppError `invalid` for a `next` that is not ours. */
  listHeads(
    filter: { state?: JobState | undefined; name?: string | undefined },
    page: { limit: number; next?: string | undefined },
  ): Promise<Page<Head>>;
  /** Jobs whose `dueAt` has passed, longest overdue first: not ended, or dead with a second chance to come. */
  listDue(now: Date, limit: number): Promise<Stored<Job>[]>;
  /** Outbox entries created before `before` and still unpublished, oldest first. */
  listUnpublished(before: Date, limit: number): Promise<Stored<Outbox>[]>;
  /** Erasures whose `dueAt` has passed, longest overdue first. */
  listErasures(now: Date, limit: number): Promise<Stored<Erasure>[]>;
  /** Which version each of these documents' heads has, newer code's included; a deleted one has none. */
  readVersions(documentIds: readonly string[]): Promise<Map<string, string>>;
}

/** The documents as they came. */
export interface UploadStore {
  head(name: string): Promise<Upload | undefined>;
  /** Streams the body; a body over `limitBytes` leaves nothing behind. @throws AppError `too-large`. */
  put(
    name: string,
    body: AsyncIterable<Uint8Array>,
    options: { contentType: string; limitBytes: number },
  ): Promise<{ version: string; sizeBytes: number }>;
  /** Exactly this version, read once, as a temporary file. @throws AppError `superseded` when another is there now or none. */
  download(upload: { name: string; version: string }): Promise<LocalFile>;
  /** Whatever is there now, or nothing. */
  delete(name: string): Promise<void>;
  /** In name order. @throws AppError `invalid` for a `next` that is not ours. */
  list(page: { limit: number; next?: string | undefined }): Promise<Page<Upload>>;
}

export interface LocalFile extends AsyncDisposable {
  readonly path: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Where a stage leaves its result for the next one: one blob per run and stage. */
export interface ArtifactStore {
  /** @throws AppError `not-found` when absent, `invalid` when the stored JSON breaks its schema. */
  read<T>(artifact: Artifact<T>, run: RunKey): Promise<T>;
  /** Never overwrites: resolves `exists` instead, so a redelivered message does no harm. */
  create<T>(artifact: Artifact<T>, run: RunKey, value: T): Promise<'created' | 'exists'>;
  /** `page` from 1; the picture is WebP. Never overwrites. */
  createPageImage(run: RunKey, page: number, image: Uint8Array): Promise<void>;
  /** WebP, or `undefined` when that page has no picture. */
  readPageImage(run: RunKey, page: number): Promise<Uint8Array | undefined>;
  /** Everything of this run. Safe to repeat. */
  erase(run: RunKey): Promise<void>;
}

/** A page as a reader gives it: what it says, its picture (WebP; none for plain text), and how many pages there are. */
export interface ReadPage {
  readonly pageCount: number;
  readonly page: OcrPage;
  readonly image?: Uint8Array | undefined;
}

/**
 * Pages that were read before, so that nothing is paid for twice. Create-only; losing one costs time, never truth. They belong
 * to bytes, not to documents: a run marks what it uses before it reads or writes a page; the last to release erases the pages.
 */
export interface MemoStore {
  /** `run` will read or write pages of these bytes. Safe to repeat. */
  use(sha256: string, run: RunKey): Promise<void>;
  /** Erases the pages that this run used and no other run uses. Safe to repeat, also after it was cut off. */
  release(run: RunKey): Promise<void>;
  read(key: MemoKey): Promise<ReadPage | undefined>;
  create(key: MemoKey, page: ReadPage): Promise<void>;
}

/** Reads documents. Each slot is a process of its own, which is watched and killed when it goes over a limit. */
export interface DocumentReader {
  /** Two engines with the same digest read the same bytes alike: it covers weights, code and settings. */
  readonly engine: { readonly name: string; readonly digest: string };
  /** Waits until a slot is free, in order of asking. Dispose of it to give it back. */
  acquire(): Promise<ReaderSlot>;
}

export interface ReaderSlot extends Disposable {
  /**
   * Looks at a file and says how many pages it has.
   * @param name The document's name: only its extension is used, and only to tell text from other files without a signature.
   * @throws AppError `rejected` (empty, truncated, encrypted, over a limit …) or `unsupported`, with the next step.
   */
  open(path: string, name: string): Promise<{ pageCount: number }>;
  /** Page from 1 of the file that is open. @throws AppError `rejected`; Error when the reader process dies twice at this page. */
  read(page: number): Promise<ReadPage>;
}

/** Storage queues, one per stage. */
export interface StageQueues {
  /** @param delaySeconds Nobody sees the message before. */
  send(stage: Stage, message: StageMessage | NewerMessage, delaySeconds?: number): Promise<void>;
}

/** The hub `predictions`. */
export interface EventPublisher {
  /** In order for one document. @throws AppError `too-large` when the hub can never take it, `unavailable` otherwise. */
  publish(event: DocumentEvent): Promise<void>;
}

/** Which model version serves. */
export interface RolloutStore {
  /** All rollouts; at most 2 s old. */
  list(): Promise<Rollout[]>;
}

/** The registry and what runs its graphs. */
export interface ModelRunner {
  /** @throws AppError `not-found`; `invalid` when the manifest breaks its schema or this code cannot serve it. */
  manifest(model: string, modelVersion: string): Promise<Manifest>;
  /**
   * Runs the graph on one document.
   * @returns A probability per label, in the manifest's order.
   * @throws AppError `invalid` when a file's SHA-256 is not the manifest's.
   */
  run(manifest: Manifest, inputs: { tokens: readonly string[] }): Promise<number[]>;
}

/** Container `deadletter`: what could not be understood, for a person to look at, and what Event Grid could not deliver. */
export interface DeadLetters {
  /** Keeps the same letter once. */
  put(source: string, content: string, reason: string): Promise<void>;
  /** Letters that Event Grid left, in the order of their hours. */
  listUndelivered(limit: number): Promise<{ id: string; content: string }[]>;
  remove(id: string): Promise<void>;
}

/** One line per event: a dotted name and fields, ids always. No secrets, no document text. */
export interface LogEvent {
  readonly event: string;
  readonly [field: string]: string | number | boolean | undefined;
}

export interface Logger {
  info(event: LogEvent): void;
  warn(event: LogEvent): void;
  error(event: LogEvent): void;
}

/** Everything that functions get from the world. */
export interface Services {
  readonly documents: DocumentStore;
  readonly uploads: UploadStore;
  readonly artifacts: ArtifactStore;
  readonly memo: MemoStore;
  readonly reader: DocumentReader;
  readonly queues: StageQueues;
  readonly events: EventPublisher;
  readonly rollouts: RolloutStore;
  readonly models: ModelRunner;
  readonly deadLetters: DeadLetters;
  /** Each throws when what it is named after cannot be used now. */
  readonly dependencies: Readonly<Record<string, () => Promise<unknown>>>;
  readonly now: () => Date;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly limits: Limits;
  readonly build: { readonly version: string; readonly commit: string };
}

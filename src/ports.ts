import type { Artifact } from './domain/artifact.ts';
import type { ComparisonItem } from './domain/comparison.ts';
import type { Counters } from './domain/counters.ts';
import type { DocumentEvent } from './domain/document-event.ts';
import type { Correction } from './domain/correction.ts';
import type { Erasure } from './domain/erasure.ts';
import type { Feedback } from './domain/feedback.ts';
import type { Head } from './domain/head.ts';
import type { Inbox } from './domain/inbox.ts';
import type { Job, JobState, Stage } from './domain/job.ts';
import type { LabelledRow } from './domain/labelled-row.ts';
import type { KeptAnswer } from './domain/kept-answer.ts';
import type { Limits } from './domain/limits.ts';
import type { Manifest } from './domain/manifest.ts';
import type { MemoKey } from './domain/memo-key.ts';
import type { OcrPage } from './domain/ocr.ts';
import type { Outbox } from './domain/outbox.ts';
import type { Prediction } from './domain/prediction.ts';
import type { Recorded } from './domain/recorded.ts';
import type { RequestEvent } from './domain/request-event.ts';
import type { RequestOutbox } from './domain/request-outbox.ts';
import type { RolloutAudit } from './domain/rollout-audit.ts';
import type { Rollout } from './domain/rollout.ts';
import type { Contribution, Row } from './domain/row.ts';
import type { RunKey } from './domain/run-key.ts';
import type { Pairs, Served } from './domain/served.ts';
import type { NewerMessage, StageMessage } from './domain/stage-message.ts';
import type { DocumentItem, RequestItem, RequestWrite, Stored, Write } from './domain/stored.ts';
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
  /** Corrections of which no labelled row was made although their `dueAt` has passed, longest overdue first. */
  listUnexported(now: Date, limit: number): Promise<Stored<Correction>[]>;
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
  /** In order for one subject. @throws AppError `too-large` when the hub can never take it, `unavailable` otherwise. */
  publish(event: DocumentEvent | RequestEvent): Promise<void>;
}

/**
 * Which model version serves, and who changed that. What newer code wrote is refused as `unavailable`, and left out of lists.
 * @throws AppError `unavailable`, `too-many`.
 */
export interface RolloutStore {
  /** All rollouts; at most 2 s old. */
  list(): Promise<readonly Rollout[]>;
  /** As it is now. */
  read(model: string): Promise<Stored<Rollout> | undefined>;
  /**
   * The change and its audit item in one batch.
   * @param etag Of the rollout that was read; absent for a model's first. `conflict`: it changed, or was made, meanwhile.
   */
  commit(change: {
    rollout: Rollout;
    etag?: string | undefined;
    audit: RolloutAudit;
  }): Promise<'committed' | 'conflict'>;
  /** Latest first. @throws AppError `invalid` for a `next` that is not ours. */
  history(model: string, page: { limit: number; next?: string | undefined }): Promise<Page<RolloutAudit>>;
}

/** What the versions in the slots did, counted by each process in its memory and written every few seconds. */
export interface ScoreCounters {
  /** Never waits. */
  note(served: Served): void;
  notePairs(pairs: Pairs): void;
  /** Writes what this process counted; what could not be written is tried again with the next. */
  flush(): Promise<void>;
  /** Of all processes, as they wrote them last. */
  list(model: string): Promise<readonly Counters[]>;
  /** The last look of the timer. */
  readComparison(model: string): Promise<Stored<ComparisonItem> | undefined>;
  /** @param etag Of the look before; absent for the first. `conflict`: another timer was faster. */
  commitComparison(item: ComparisonItem, etag: string | undefined): Promise<'committed' | 'conflict'>;
}

/** Work that nobody waits for, one piece at a time: the answer is out already. */
export interface Afterwards {
  /** @returns Whether it will be done: `false` when too much waits already. @param size In instances. */
  run(size: number, work: () => Promise<void>): boolean;
  /** Resolves when nothing waits. */
  idle(): Promise<void>;
}

/** The model versions that there are. A version never changes. */
export interface ModelRegistry {
  /** All versions of all models, or of one: by name, then by version, latest first. */
  list(model?: string): Promise<readonly { model: string; modelVersion: string }[]>;
  /** @throws AppError `not-found`; `invalid` when the manifest breaks its schema or this code cannot serve it. */
  manifest(model: string, modelVersion: string): Promise<Manifest>;
}

/** A model version that can answer. */
export interface LoadedModel {
  readonly manifest: Manifest;
  /** What runs its graph: an evaluator of our own, or ONNX Runtime. Both give the same answers. */
  readonly engine: 'compiled' | 'onnxruntime';
  /**
   * Calls of one event-loop tick share one run of the graph.
   * @returns A probability per label for each row, in the order of the rows and of the manifest's labels.
   */
  score(rows: readonly Row[]): Promise<readonly (readonly number[])[]>;
  /** What moved the logit of `label` most, first; only for linear models. */
  readonly explain?: ((row: Row, label: string, limit: number) => readonly Contribution[]) | undefined;
}

/** What runs model versions. */
export interface ModelRunner {
  /**
   * Checks and loads once per process; callers at the same time share it.
   * @throws AppError `not-found`; `invalid` when a digest, the graph or its test-load is not what the manifest says;
   * `unavailable` when the registry cannot be reached.
   */
  load(model: string, modelVersion: string): Promise<LoadedModel>;
}

/**
 * What came through the hub `requests`, what predictions over HTTP were recorded, and what was said of either. What newer code
 * wrote is refused as `unavailable`, and left out of lists.
 * @throws AppError `unavailable`, `too-many`.
 */
export interface RequestStore {
  /** `exists`: the request has an item with this id. @throws AppError `invalid`, `too-large` for what can never be stored. */
  create<T extends RequestItem>(item: T): Promise<Stored<T> | 'exists'>;
  /** `conflict`: it changed or went since it was read. */
  replace<T extends RequestItem>(stored: Stored<T>): Promise<Stored<T> | 'conflict'>;
  /** All writes or none. `conflict`: an id existed, or an item changed or went since it was read. @throws AppError `too-large`. */
  commit(requestId: string, writes: readonly RequestWrite[]): Promise<'committed' | 'conflict'>;
  /** Of the message that is in the inbox under this id, newer code's included. */
  readDigest(requestId: string): Promise<string | undefined>;
  readRecorded(requestId: string): Promise<Recorded | undefined>;
  readFeedback(requestId: string, index: number): Promise<Stored<Feedback> | undefined>;
  /** Requests whose `dueAt` has passed, longest overdue first. */
  listDue(now: Date, limit: number): Promise<Stored<Inbox>[]>;
  /** Events created before `before` and still unpublished, oldest first. */
  listUnpublished(before: Date, limit: number): Promise<Stored<RequestOutbox>[]>;
  /** Feedback of which no labelled row was made although its `dueAt` has passed, longest overdue first. */
  listUnexported(now: Date, limit: number): Promise<Stored<Feedback>[]>;
}

/** Container `training`: rows with their right labels, made of corrections and feedback. */
export interface LabelStore {
  /** Replaces an earlier revision; a later one stays. */
  put(row: LabelledRow): Promise<void>;
  /** In the order of their ids. @throws AppError `invalid` for a `next` that is not ours. */
  list(model: string, page: { limit: number; next?: string | undefined }): Promise<Page<LabelledRow>>;
  /** Those that were written then or later, to the second. */
  since(model: string, time: Date): Promise<readonly LabelledRow[]>;
  /** Safe to repeat. */
  erase(model: string, id: string): Promise<void>;
}

/** Container `deadletter`: what could not be understood, for a person to look at, and what Event Grid could not deliver. */
export interface DeadLetters {
  /** Keeps the same letter once. */
  put(source: string, content: string, reason: string): Promise<void>;
  /** Letters that Event Grid left, in the order of their hours. */
  listUndelivered(limit: number): Promise<{ id: string; content: string }[]>;
  remove(id: string): Promise<void>;
}

/**
 * What Idempotency-Keys were used for. What newer code wrote is refused as `unavailable`.
 * @throws AppError `unavailable`, `too-many`.
 */
export interface IdempotencyStore {
  create(item: KeptAnswer): Promise<Stored<KeptAnswer> | 'exists'>;
  read(requestId: string): Promise<Stored<KeptAnswer> | undefined>;
  /** `conflict`: it changed or went since it was read. */
  replace(stored: Stored<KeptAnswer>): Promise<Stored<KeptAnswer> | 'conflict'>;
  /** Unless it changed. */
  erase(stored: Stored<KeptAnswer>): Promise<void>;
}

/** Who issued a token for this app, and to whom. */
export interface TokenVerifier {
  /**
   * @returns Who the token names (`user:<object id>` or `app:<client id>`), and the roles that it gives.
   * @throws AppError `unauthorised` for a token that is not valid here; `unavailable` when that cannot be found out.
   */
  verify(token: string): Promise<{ readonly name: string; readonly roles: readonly string[] }>;
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
  readonly requests: RequestStore;
  readonly labels: LabelStore;
  readonly rollouts: RolloutStore;
  readonly scores: ScoreCounters;
  readonly afterwards: Afterwards;
  readonly registry: ModelRegistry;
  readonly models: ModelRunner;
  readonly deadLetters: DeadLetters;
  readonly idempotency: IdempotencyStore;
  /** Absent: no issuer is set, and nobody has a role. */
  readonly tokens?: TokenVerifier | undefined;
  /** Each throws when what it is named after cannot be used now. */
  readonly dependencies: Readonly<Record<string, () => Promise<unknown>>>;
  readonly now: () => Date;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** What `POST /api/predict` asks. */
  readonly defaultModel: string;
  readonly limits: Limits;
  /** Requests per second that one instance answers; 0 or absent: as many as come. */
  readonly rates?: { readonly perCaller: number; readonly total: number } | undefined;
  readonly build: { readonly version: string; readonly commit: string; readonly digest: string };
}

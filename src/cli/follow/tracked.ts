import type { DocumentDetail, DocumentSummary } from '../../domain/document-view.ts';
import { ends, type End } from '../../domain/job.ts';
import type { Truth } from '../feed/truth.ts';

/** A document that a person watches: what is stored under its name, and how far its processing is known to be. */
export interface Tracked {
  readonly documentId: string;
  readonly name: string;
  readonly truth?: Truth | undefined;
  /** Of the bytes that are stored; absent while they are on their way. */
  readonly version?: string | undefined;
  /** The same bytes were there already. */
  readonly kept: boolean;
  /** 0–1, while they are on their way. */
  readonly sent?: number | undefined;
  /** When they were stored, milliseconds since 1970. */
  readonly storedAt?: number | undefined;
  /** Latest news about exactly this version. */
  readonly summary?: DocumentSummary | undefined;
  /** Why it could not be stored. */
  readonly failure?: string | undefined;
}

/** Takes in news: those about another version, and older ones than are known, change nothing. */
export function withNews(tracked: Tracked, summary: DocumentSummary): Tracked {
  const { summary: known, version } = tracked;
  if (summary.documentId !== tracked.documentId || summary.version !== version) return tracked;
  if (known && (summary.run < known.run || (summary.run === known.run && isOlder(summary, known)))) return tracked;
  return { ...tracked, summary };
}

/**
 * Somebody can write the same name again before the first version is registered: a run that began after ours was stored is about
 * what is there now, so that is what the person watches from here on.
 */
export function withVersionOf(tracked: Tracked, { version, runs }: DocumentDetail): Tracked {
  const { storedAt, version: ours } = tracked;
  if (ours === undefined || storedAt === undefined || version === ours) return tracked;
  const began = runs.find((run) => run.version === version)?.createdAt;
  const isNewer = began !== undefined && new Date(began).getTime() >= storedAt;
  return isNewer ? { ...tracked, version, summary: undefined, kept: false } : tracked;
}

/** How the present run ended; `undefined` while it has not. */
export function endOf({ summary }: Tracked): End | undefined {
  return ends.find((end) => end === summary?.state);
}

/** Nothing more will happen to it by itself. */
export const isOver = (tracked: Tracked) => tracked.failure !== undefined || endOf(tracked) !== undefined;

/**
 * An end is never undone by the same run, however the clocks of two writers differ; and nothing changes after it, so that what is
 * known of it, in detail perhaps, stays.
 */
function isOlder(news: DocumentSummary, known: DocumentSummary): boolean {
  const knownEnded = ends.some((end) => end === known.state);
  const newsEnded = ends.some((end) => end === news.state);
  if (knownEnded !== newsEnded) return knownEnded;
  return knownEnded ? news.updatedAt <= known.updatedAt : news.updatedAt < known.updatedAt;
}

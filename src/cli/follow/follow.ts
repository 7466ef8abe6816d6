import { setTimeout as delay } from 'node:timers/promises';
import type { DocumentSummary } from '../../domain/document-view.ts';
import type { Client } from '../connect/client.ts';
import type { Board } from './board.ts';
import { isOver, withNews, withVersionOf } from './tracked.ts';

export interface Following {
  readonly client: Client;
  readonly board: Board;
  /** Resolves when there may be news: `hint` something was written, `quiet` nothing was for a while. */
  readonly wake: () => Promise<'hint' | 'quiet'>;
  /** Called after each look. */
  readonly onLook: () => void;
  readonly isDone: () => boolean;
  /** News from before are asked for one by one. */
  readonly since: Date;
  /** Goes on after a failed look. Without it, a failure ends the following. */
  readonly onTrouble?: (error: unknown) => void;
}

const pageSize = 100;
/** Two writers' clocks and a slow commit can put news before news already seen. */
const overlapMs = 5000;
/** So few are cheaper to ask for one by one than to look up in the list. */
const few = 3;
/** Documents that the list does not tell of are asked for by themselves, this many at a time. */
const asksAtOnce = 20;
const troubleWaitMs = 1000;

/** Keeps the board up to date until it is done: after a hint from the list's news, when all is quiet from all that is still open. */
export async function follow({ client, board, wake, onLook, isDone, since, onTrouble }: Following): Promise<void> {
  let seenUntil = since;
  while (!isDone()) {
    try {
      if ((await wake()) === 'hint') seenUntil = await readNews(client, board, seenUntil);
      else await askForOpen(client, board, since);
    } catch (error) {
      if (!onTrouble) throw error;
      onTrouble(error);
      await delay(troubleWaitMs);
    }
    onLook();
  }
}

/** Brings one document's present state, where there is one. */
export async function ask(client: Client, board: Board, documentId: string): Promise<void> {
  const detail = await client.get(documentId);
  const tracked = board.get(documentId);
  if (tracked && detail) board.set(documentId, withNews(withVersionOf(tracked, detail), detail));
}

/** @returns The latest change seen. */
async function readNews(client: Client, board: Board, seenUntil: Date): Promise<Date> {
  const enough = new Date(seenUntil.getTime() - overlapMs).toISOString();
  let latest = seenUntil;
  let next: string | undefined;
  do {
    const page = await client.list({ limit: pageSize, next });
    for (const summary of page.documents) take(board, summary);
    const [first] = page.documents;
    if (first && new Date(first.updatedAt) > latest) latest = new Date(first.updatedAt);
    const last = page.documents.at(-1);
    next = last && last.updatedAt > enough ? page.next : undefined;
  } while (next !== undefined);
  return latest;
}

async function askForOpen(client: Client, board: Board, since: Date): Promise<void> {
  const open = () => [...board.values()].filter((tracked) => tracked.version !== undefined && !isOver(tracked));
  const isFew = open().length <= few;
  if (!isFew) await readNews(client, board, since);
  const asked = isFew ? open() : open().filter(({ summary }) => !summary);
  await Promise.all(asked.slice(0, asksAtOnce).map(({ documentId }) => ask(client, board, documentId)));
}

function take(board: Board, summary: DocumentSummary): void {
  const tracked = board.get(summary.documentId);
  if (tracked) board.set(summary.documentId, withNews(tracked, summary));
}

import { createHash, randomUUID } from 'node:crypto';
import { badRequest } from './errors.ts';
import { type JsonObject, isObject } from './query/values.ts';

/** A page's size limit in bytes. Source: learn.microsoft.com/azure/cosmos-db/concepts-limits */
const maxPageBytes = 4 * 1024 * 1024;
/** How many unfinished results are kept; the oldest goes first. */
const maxKept = 100;

interface Page {
  readonly items: readonly string[];
  readonly bytes: number;
  readonly continuation: string | undefined;
}

/**
 * Hands out a result in pages. A result is computed once and kept until its last page; only if it was dropped, or the
 * server was restarted in between, it is computed again and read on at the same place.
 */
export interface Continuations {
  /**
   * @param identity what the result answers: a token of another query or container is refused.
   * @param compute the whole result, each item as JSON text.
   * @throws CosmosError 400 for a token that this server did not give for this query.
   */
  page(identity: string, token: string | undefined, size: number, compute: () => readonly string[]): Page;
}

export function openContinuations(): Continuations {
  const kept = new Map<string, readonly string[]>();

  function keep(cursor: string, items: readonly string[]): void {
    kept.delete(cursor);
    kept.set(cursor, items);
    const oldest = kept.keys().next();
    if (kept.size > maxKept && oldest.done !== true) kept.delete(oldest.value);
  }

  return {
    page(identity, token, size, compute) {
      const of = createHash('sha256').update(identity).digest('base64url').slice(0, 16);
      const { cursor, offset } = token === undefined ? { cursor: randomUUID(), offset: 0 } : parsed(token, of);
      const all = kept.get(cursor) ?? compute();
      const { items, bytes } = cut(all, offset, size);
      const next = offset + items.length;
      if (next >= all.length) return { items, bytes, continuation: undefined };
      keep(cursor, all);
      const text = JSON.stringify({ cursor, offset: next, of });
      return { items, bytes, continuation: Buffer.from(text).toString('base64') };
    },
  };
}

/** At least one item, at most `size`, and no more bytes than a page may have. */
function cut(all: readonly string[], offset: number, size: number) {
  const items: string[] = [];
  let bytes = 0;
  for (const item of all.slice(offset, offset + size)) {
    bytes += Buffer.byteLength(item);
    if (items.length > 0 && bytes > maxPageBytes) return { items, bytes: bytes - Buffer.byteLength(item) };
    items.push(item);
  }
  return { items, bytes };
}

function parsed(token: string, wanted: string): { cursor: string; offset: number } {
  const { cursor, offset, of } = json(token);
  if (
    typeof cursor === 'string' &&
    typeof offset === 'number' &&
    Number.isInteger(offset) &&
    offset > 0 &&
    of === wanted
  )
    return { cursor, offset };
  throw badRequest('Invalid Continuation Token');
}

function json(token: string): JsonObject {
  try {
    const value = JSON.parse(Buffer.from(token, 'base64').toString()) as JsonObject;
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

import { AppError } from '../domain/errors.ts';

interface FeedPage {
  readonly resources: object[] | undefined;
  readonly continuationToken: string | undefined;
}

/** The next page. @throws AppError `invalid` when Cosmos DB does not know where to go on. */
export async function fetchPage(iterator: { fetchNext(): Promise<FeedPage> }, continued: boolean) {
  try {
    const { resources, continuationToken } = await iterator.fetchNext();
    return { resources: resources ?? [], continuationToken };
  } catch (error) {
    if (continued && (error as { code?: number }).code === 400) throw notOurs(error);
    throw error;
  }
}

/** Where a page goes on. @throws AppError `invalid` for what cannot travel in a header, as a continuation token does. */
export function continuation(next: string | undefined) {
  if (next === undefined) return {};
  const continuationToken = Buffer.from(next, 'base64url').toString();
  if (!/^[\x20-\x7e]+$/.test(continuationToken)) throw notOurs();
  return { continuationToken };
}

const notOurs = (cause?: unknown) =>
  new AppError('invalid', 'This is not a page of the list', { cause, next: 'Begin without ?next=' });

/** Where the next page goes on, as callers hold it; `undefined` after the last. */
export const pageName = (continuationToken: string | undefined) =>
  continuationToken ? Buffer.from(continuationToken).toString('base64url') : undefined;

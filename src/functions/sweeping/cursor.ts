import type { Page } from '../../ports.ts';

/** Where a listing goes on that takes many sweeps. Each instance has its own: to look twice is harmless. */
export interface Cursor {
  next?: string | undefined;
}

/** The next page; after the last one, and after a failure, the listing begins anew. */
export async function nextPage<T>(
  cursor: Cursor,
  list: (next: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const { next } = cursor;
  cursor.next = undefined;
  const page = await list(next);
  cursor.next = page.next;
  return page.items;
}

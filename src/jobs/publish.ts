import type { Outbox } from '../domain/outbox.ts';
import type { RequestOutbox } from '../domain/request-outbox.ts';
import type { Stored, WriteOf } from '../domain/stored.ts';

/** How long a published entry is kept, in seconds: 7 days. */
const keepSeconds = 7 * 24 * 3600;

export const published = <T extends Outbox | RequestOutbox>({ item, etag }: Stored<T>, now: Date): WriteOf<T>[] => [
  { replace: { ...item, state: 'published', publishedAt: now.toISOString(), ttl: keepSeconds }, etag },
];

/** Marks an entry that the hub can never take. It is kept, and no longer in anybody's way. */
export const unpublishable = <T extends Outbox | RequestOutbox>(
  { item, etag }: Stored<T>,
  failure: string,
): WriteOf<T>[] => [{ replace: { ...item, state: 'failed', failure }, etag }];

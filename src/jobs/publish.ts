import type { Outbox } from '../domain/outbox.ts';
import type { Stored, Write } from '../domain/stored.ts';

/** How long a published entry is kept, in seconds: 7 days. */
const keepSeconds = 7 * 24 * 3600;

export const published = ({ item, etag }: Stored<Outbox>, now: Date): Write[] => [
  { replace: { ...item, state: 'published', publishedAt: now.toISOString(), ttl: keepSeconds }, etag },
];

/** Marks an entry that the hub can never take. It is kept, and no longer in anybody's way. */
export const unpublishable = ({ item, etag }: Stored<Outbox>, failure: string): Write[] => [
  { replace: { ...item, state: 'failed', failure }, etag },
];

import type { Erasure } from '../domain/erasure.ts';
import type { Head } from '../domain/head.ts';
import type { Write } from '../domain/stored.ts';
import { after, hasEnded, type Known } from './current.ts';
import { ended } from './end.ts';
import { erasureId } from './identity.ts';
import { oweEvent } from './owe-event.ts';
import { laterOf } from './sequencer.ts';

/**
 * The document is gone: its head says so at once and tells no more of what was in it, its run ends, consumers are told, and
 * an erasure is owed for the rest.
 */
export function remove({ head, job }: Known, sequencer: string | undefined, now: Date, eraseSeconds: number): Write[] {
  if (head.item.state === 'deleted' || !job) return [];
  const time = now.toISOString();
  const gone: Head = {
    ...head.item,
    state: 'deleted',
    sequencer: laterOf(sequencer, head.item.sequencer),
    pages: undefined,
    reason: undefined,
    answer: undefined,
    endedAt: time,
    updatedAt: time,
  };
  return [
    { replace: gone, etag: head.etag },
    ...(hasEnded(job.item.state) ? [] : [{ replace: ended(job.item, 'deleted', now), etag: job.etag }]),
    { create: oweEvent(job.item, 'deleted', now) },
    { create: newErasure(head.item, now, eraseSeconds) },
  ];
}

function newErasure({ documentId, life = 1 }: Head, now: Date, eraseSeconds: number): Erasure {
  const createdAt = now.toISOString();
  const dueAt = after(now, eraseSeconds);
  return { schema: 1, id: erasureId(life), type: 'erasure', documentId, life, dueAt, createdAt };
}

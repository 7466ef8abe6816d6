import { AppError } from '../domain/errors.ts';
import { auditOf, type Actor } from './audit.ts';
import { hasEnded, type Known } from './current.ts';
import { end, ended } from './end.ts';
import type { Act } from './reprocess.ts';

/**
 * Ends the run that is under way. Whoever works on it finds out when it commits.
 * @throws AppError `conflict` when it has ended.
 */
export function cancel({ head, job }: Known, now: Date, actor: Actor): Act {
  if (head.item.state === 'deleted' || !job || hasEnded(job.item.state))
    throw new AppError('conflict', `There is nothing to cancel: the document is ${head.item.state}`);
  const reason = { code: 'cancelled', message: 'Somebody cancelled this run', next: 'Reprocess it to start the next' };
  const writes = end({ head, job }, 'cancelled', now, { reason });
  return {
    writes: [...writes, { create: auditOf('cancel', job.item, now, actor) }],
    job: ended(job.item, 'cancelled', now, reason),
  };
}

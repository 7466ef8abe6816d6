import { AppError } from '../domain/errors.ts';
import type { Job } from '../domain/job.ts';
import type { Write } from '../domain/stored.ts';
import { auditOf, type Actor } from './audit.ts';
import { hasEnded, type Known } from './current.ts';
import { newHead, newJob, type RunContext } from './new-run.ts';

/** What an operator's order leads to: one batch, and whose message is to be sent then. */
export interface Act {
  readonly writes: Write[];
  readonly job: Job;
}

/**
 * Starts the next run of the version that the head has; the run before it keeps its result.
 * @throws AppError `conflict` while a run is under way, and for a document that is deleted.
 */
export function reprocess({ head, job }: Known, now: Date, actor: Actor, context: RunContext): Act {
  if (head.item.state === 'deleted' || !job)
    throw new AppError('conflict', 'The document is deleted', { next: 'Upload it again' });
  const { state, stage, run } = job.item;
  if (!hasEnded(state))
    throw new AppError('conflict', `Run ${String(run)} is under way: ${state} at stage ${stage}`, {
      next: 'Wait until it has ended, or cancel it',
    });
  const next = newJob(head.item, head.item, now, context);
  return {
    writes: [
      { replace: newHead(next, head.item.sequencer, head.item), etag: head.etag },
      { create: next },
      { create: auditOf('reprocess', next, now, actor) },
    ],
    job: next,
  };
}

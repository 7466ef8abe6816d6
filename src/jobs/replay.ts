import { AppError } from '../domain/errors.ts';
import type { Job } from '../domain/job.ts';
import type { Stored, Write } from '../domain/stored.ts';
import { auditOf, type Actor } from './audit.ts';
import { after, replaceBoth, type Current, type Known } from './current.ts';
import type { Act } from './reprocess.ts';

/** How long after a death that nobody explained the run begins anew by itself, in seconds. */
export const secondChanceSeconds = 2 * 3600;

export const isDead = ({ head, job }: Known): boolean => head.item.state === 'dead' && job?.item.state === 'dead';

/**
 * A dead run goes on at its stage, as the same run with the same keys; attempts start anew.
 * @throws AppError `conflict` when the document is not dead: what succeeded does not happen twice.
 */
export function replay({ head, job }: Known, now: Date, actor: Actor, sweepSeconds: number): Act {
  if (!job || !isDead({ head, job }))
    throw new AppError('conflict', `There is nothing to replay: the document is ${head.item.state}, not dead`, {
      next: 'Reprocess it to start the next run',
    });
  const next = begunAnew(job.item, now, sweepSeconds);
  const writes = replaceBoth({ head, job } satisfies Current, next);
  return { writes: [...writes, { create: auditOf('replay', next, now, actor) }], job: next };
}

/** A second chance that nobody needs any more: the document has gone on. */
export const forgoSecondChance = ({ item, etag }: Stored<Job>): Write[] => [
  { replace: { ...item, dueAt: undefined }, etag },
];

const begunAnew = (job: Job, now: Date, sweepSeconds: number): Job => ({
  ...job,
  state: 'pending',
  attempts: 0,
  revivals: 0,
  replays: (job.replays ?? 0) + 1,
  reason: undefined,
  leaseUntil: undefined,
  notBefore: undefined,
  endedAt: undefined,
  dueAt: after(now, sweepSeconds),
  updatedAt: now.toISOString(),
});

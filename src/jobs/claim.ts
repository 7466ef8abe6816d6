import type { Job, PinnedModel, Stage } from '../domain/job.ts';
import type { Write } from '../domain/stored.ts';
import { after, hasEnded, replaceBoth, type Current } from './current.ts';

/** What to do with a message about a job. `forward`: the job waits at another stage, whose message may be lost. */
export type Admission =
  | { readonly do: 'claim' | 'drop' | 'bury' }
  | { readonly do: 'forward'; readonly stage: Stage }
  | { readonly do: 'delay'; readonly seconds: number };

/** A lease that a worker lost without a trace is taken over this long after it ran out, in seconds. */
const leaseSlackSeconds = 2;

/**
 * The run as it would be without the claim that its holder let go of: it may be claimed at once, and no attempt was used.
 *
 * @param letGo Epoch of that claim. Any other claim stays as it is.
 */
export function withoutClaim({ head, job }: Current, letGo: number | undefined): Current {
  const { state, epoch, attempts } = job.item;
  if (state !== 'running' || epoch !== letGo) return { head, job };
  return { head, job: { ...job, item: { ...job.item, attempts: attempts - 1, leaseUntil: undefined } } };
}

/**
 * Whether a message of a stage may start work now.
 * `bury` means that every attempt is used up although none came back with an error: the document kills its workers.
 */
export function admit(job: Job, stage: Stage, now: Date, maxAttempts: number): Admission {
  if (hasEnded(job.state)) return { do: 'drop' };
  if (job.stage !== stage) return job.state === 'pending' ? { do: 'forward', stage: job.stage } : { do: 'drop' };
  const wait = secondsUntil(job.state === 'running' ? job.leaseUntil : job.notBefore, now);
  if (wait > 0) return { do: 'delay', seconds: wait };
  return { do: job.attempts >= maxAttempts ? 'bury' : 'claim' };
}

/** Takes epoch and lease, and counts the attempt: a worker that dies has still used one. Pins the models at the first claim. */
export function claim(current: Current, now: Date, leaseSeconds: number, models: readonly PinnedModel[]): Write[] {
  const job = current.job.item;
  const attempts = job.attempts + 1;
  const time = now.toISOString();
  return replaceBoth(current, {
    ...job,
    state: 'running',
    epoch: job.epoch + 1,
    attempts,
    notBefore: undefined,
    ...lease(now, leaseSeconds),
    models: job.models ?? [...models],
    stages: {
      ...job.stages,
      [job.stage]: { attempts: (job.stages[job.stage]?.attempts ?? 0) + 1, startedAt: time },
    },
    updatedAt: time,
  });
}

/** Holds on to a claim for longer. Only the job changes. */
export function renew({ job }: Pick<Current, 'job'>, now: Date, leaseSeconds: number): Write[] {
  return [{ replace: { ...job.item, ...lease(now, leaseSeconds) }, etag: job.etag }];
}

/** Whether the claim of this epoch still holds. */
export const holds = (job: Job, stage: Stage, epoch: number) =>
  job.state === 'running' && job.stage === stage && job.epoch === epoch;

/** Whether what stands there now is what the claim of this epoch committed, though the answer to it was lost. */
export const isOwnCommit = (job: Job, stage: Stage, epoch: number) =>
  job.epoch === epoch && (job.stage !== stage || job.state === 'scored');

function lease(now: Date, leaseSeconds: number) {
  return { leaseUntil: after(now, leaseSeconds), dueAt: after(now, leaseSeconds + leaseSlackSeconds) };
}

function secondsUntil(time: string | undefined, now: Date) {
  return time === undefined ? 0 : Math.max(0, Math.ceil((Date.parse(time) - now.getTime()) / 1000));
}

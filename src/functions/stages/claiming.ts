import type { Job, Stage } from '../../domain/job.ts';
import type { Write } from '../../domain/stored.ts';
import { claim, holds, isOwnCommit, renew } from '../../jobs/claim.ts';
import type { Current } from '../../jobs/current.ts';
import { pinModels } from '../../models/slot.ts';
import type { Logger, Services } from '../../ports.ts';
import { readRun } from '../read-current.ts';
import { putBack } from './put-back.ts';

/** Lost races against a renewal of our own or a change of the head before a commit gives up and leaves the job to its lease. */
const tries = 8;

/** Claims the job. `undefined`: somebody else was faster, or the message went back because nothing can be claimed now. */
export async function takeClaim(
  services: Services,
  stage: Stage,
  current: Current,
  log: Logger,
): Promise<Job | undefined> {
  const job = current.job.item;
  try {
    const models = job.models ?? pinModels(await services.rollouts.list(), job.documentId);
    const writes = claim(current, services.now(), services.limits.leaseSeconds, models);
    if ((await services.documents.commit(job.documentId, writes)) === 'committed') {
      return { ...job, models: [...models], epoch: job.epoch + 1, attempts: job.attempts + 1 };
    }
    // Lost to another claim, to a newer version, or to the answer of our own write: all end by looking again later.
    await services.queues.send(stage, { schema: 1, ...idsOf(job), traceparent: job.traceparent }, 1);
  } catch (error) {
    await putBack(services, stage, job, error, log);
  }
  return undefined;
}

/** Renews the lease while the work goes on, at a third of its length. */
export function keepLease(services: Services, stage: Stage, job: Job, log: Logger): { stop: () => void } {
  const { leaseSeconds } = services.limits;
  const renewOnce = async () => {
    const stored = await services.documents.readJob(job);
    if (!stored || !holds(stored.item, stage, job.epoch)) return;
    await services.documents.commit(job.documentId, renew({ job: stored }, services.now(), leaseSeconds));
  };
  const timer = setInterval(
    () => {
      renewOnce().catch((error: unknown) =>
        log.warn({ event: 'lease.not-renewed', ...idsOf(job), stage, error: String(error) }),
      );
    },
    (leaseSeconds * 1000) / 3,
  );
  return { stop: () => clearInterval(timer) };
}

/** Commits under the claim: with its epoch, and with the ETags of this moment. `fenced`: the claim no longer holds. */
export async function commitHeld(
  services: Services,
  stage: Stage,
  job: Job,
  writes: (held: Current, now: Date) => Write[],
): Promise<'committed' | 'fenced'> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const held = await readRun(services, job);
    if (!held) return 'fenced';
    if (!holds(held.job.item, stage, job.epoch))
      return isOwnCommit(held.job.item, stage, job.epoch) ? 'committed' : 'fenced';
    if ((await services.documents.commit(job.documentId, writes(held, services.now()))) === 'committed')
      return 'committed';
  }
  return 'fenced';
}

const idsOf = ({ documentId, version, run }: Job) => ({ documentId, version, run });

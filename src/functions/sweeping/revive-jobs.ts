import type { Job } from '../../domain/job.ts';
import type { Stored } from '../../domain/stored.ts';
import { forgoSecondChance, isDead, replay } from '../../jobs/replay.ts';
import { revive } from '../../jobs/revive.ts';
import type { Logger, Services } from '../../ports.ts';
import { actorOf } from '../operate.ts';
import { readRun } from '../read-current.ts';
import { settleAll } from '../settle-all.ts';

/** How many one sweep takes on; the next one goes on where it stopped. */
const batch = 200;

const atOnce = 4;

/** Jobs whose lease ran out or whose message never came get it again; those that died unexplained get their second chance. */
export async function reviveJobs(services: Services, log: Logger): Promise<void> {
  const due = await services.documents.listDue(services.now(), batch);
  await settleAll(due, atOnce, (job) =>
    job.item.state === 'dead' ? giveSecondChance(services, job, log) : sendAgain(services, job, log),
  );
}

/** The message goes first: while queues are away nothing is noted, so that the next sweep comes as soon as they are back. */
async function sendAgain({ documents, queues, limits, now }: Services, due: Stored<Job>, log: Logger) {
  const { documentId, version, run, stage, traceparent } = due.item;
  await queues.send(stage, { schema: 1, documentId, version, run, traceparent });
  await documents.commit(documentId, revive(due, now(), limits.sweepGraceSeconds));
  log.warn({ event: 'job.revived', documentId, version, run, stage });
}

async function giveSecondChance(services: Services, due: Stored<Job>, log: Logger) {
  const { documentId, version, run, stage } = due.item;
  const current = await readRun(services, due.item);
  if (!current || !isDead(current)) {
    await services.documents.commit(documentId, forgoSecondChance(due));
    return;
  }
  const { writes } = replay(current, services.now(), actorOf(services, 'sweep'), 0); // Due at once: the next sweep sends it.
  await services.documents.commit(documentId, writes);
  log.warn({ event: 'document.second-chance', documentId, version, run, stage });
}

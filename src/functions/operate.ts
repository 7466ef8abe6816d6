import { AppError } from '../domain/errors.ts';
import type { Job } from '../domain/job.ts';
import type { Actor } from '../jobs/audit.ts';
import { hasEnded, type Known } from '../jobs/current.ts';
import type { Act } from '../jobs/reprocess.ts';
import type { Logger, Services } from '../ports.ts';
import { readCurrent } from './read-current.ts';
import { untilCommitted } from './until-committed.ts';

/**
 * Does what an operator asks for to one document: decided on what is there now, committed in one batch.
 * A message that cannot be sent afterwards is no failure: the job is committed, and the sweep sends it.
 *
 * @throws AppError `not-found`; and what `decide` throws.
 */
export async function operate(
  services: Services,
  documentId: string,
  decide: (known: Known, now: Date) => Act,
  log: Logger,
): Promise<Job> {
  const { job } = await untilCommitted(services, documentId, async () => {
    const known = await readCurrent(services, documentId);
    if (!known) throw noSuchDocument();
    return decide(known, services.now());
  });
  const { version, run, stage, traceparent } = job;
  if (hasEnded(job.state)) return job;
  await services.queues.send(stage, { schema: 1, documentId, version, run, traceparent }).catch((error: unknown) => {
    log.warn({ event: 'message.not-sent', documentId, version, run, stage, error: String(error) });
  });
  return job;
}

/** Who acts: a caller by name, or `sweep`. */
export const actorOf = ({ random }: Services, by: string): Actor => ({
  by,
  nonce: Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0'),
});

export const noSuchDocument = () =>
  new AppError('not-found', 'There is no such document', { next: 'GET /api/documents lists them' });

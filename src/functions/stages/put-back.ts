import { AppError, treatments } from '../../domain/errors.ts';
import type { Job, Stage } from '../../domain/job.ts';
import type { Logger, Services } from '../../ports.ts';

/** Something that a claim needs is away: nothing is counted, the message is seen again later. Other errors are thrown on. */
export async function putBack(services: Services, stage: Stage, job: Job, error: unknown, log: Logger): Promise<void> {
  if (!(error instanceof AppError) || treatments[error.code].settle !== 'wait') throw error;
  const { documentId, version, run, traceparent } = job;
  log.warn({ event: 'stage.waiting', documentId, version, run, stage, error: error.message });
  const delaySeconds = Math.ceil(error.retryAfterSeconds ?? 5 + 10 * services.random());
  await services.queues.send(stage, { schema: 1, documentId, version, run, traceparent }, delaySeconds);
}

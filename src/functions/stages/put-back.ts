import { AppError, treatments } from '../../domain/errors.ts';
import type { Job, Stage } from '../../domain/job.ts';
import type { StageMessage } from '../../domain/stage-message.ts';
import type { Logger, Services } from '../../ports.ts';

/** How long after its registration a run's claims are let go of, in ms: a store that refuses for ever must not keep it for ever. */
const letGoForMs = 24 * 3_600_000;

/** The store went away under a claim: no attempt is used, the message is seen again later and says so. Other errors are thrown on. */
export async function letGo(services: Services, stage: Stage, job: Job, error: unknown, log: Logger): Promise<void> {
  if (services.now().getTime() - Date.parse(job.createdAt) > letGoForMs) throw error;
  await putBack(services, stage, job, error, log, { letGo: job.epoch });
}

/** Something that a claim needs is away: nothing is counted, the message is seen again later. Other errors are thrown on. */
export async function putBack(
  services: Services,
  stage: Stage,
  job: Job,
  error: unknown,
  log: Logger,
  more: Pick<StageMessage, 'letGo'> = {},
): Promise<void> {
  if (!(error instanceof AppError) || treatments[error.code].settle !== 'wait') throw error;
  const { documentId, version, run, traceparent } = job;
  log.warn({ event: 'stage.waiting', documentId, version, run, stage, error: error.message });
  const delaySeconds = Math.ceil(error.retryAfterSeconds ?? 5 + 10 * services.random());
  await services.queues.send(stage, { schema: 1, documentId, version, run, traceparent, ...more }, delaySeconds);
}

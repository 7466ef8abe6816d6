import { AppError, treatments } from '../../domain/errors.ts';
import type { Job, Stage } from '../../domain/job.ts';
import { fail, type Failure } from '../../jobs/fail.ts';
import type { LogEvent, Logger, Services } from '../../ports.ts';
import { intake } from '../intake.ts';
import { commitHeld } from './claiming.ts';

/** Commits what a failed attempt leads to, and puts the message back where there is another one. */
export async function settleFailure(
  services: Services,
  stage: Stage,
  job: Job,
  error: unknown,
  log: Logger,
): Promise<void> {
  const failure = failureOf(error);
  const { documentId, version, run, container, name, traceparent } = job;
  const fields = {
    documentId,
    version,
    run,
    stage,
    attempt: job.attempts,
    code: failure.code,
    error: failure.reason.message,
  };
  if (failure.code !== 'failed' && treatments[failure.code].settle === 'supersede') {
    log.info({ event: 'stage.superseded', ...fields });
    await intake(services, { container, name, traceparent }, log);
    return;
  }
  const rules = { maxAttempts: services.limits.maxAttempts, random: services.random() };
  let delaySeconds: number | undefined;
  const outcome = await commitHeld(services, stage, job, (held, now) => {
    const settled = fail(held, failure, now, rules);
    delaySeconds = settled.delaySeconds;
    return settled.writes;
  });
  logFailure(log, failure, error, { ...fields, outcome, delaySeconds });
  if (outcome === 'committed' && delaySeconds !== undefined) {
    await services.queues.send(stage, { schema: 1, documentId, version, run, traceparent }, delaySeconds);
  }
}

/** Documents are refused and dependencies are away every day; what nobody foresaw is an error with its stack. */
function logFailure(log: Logger, { code }: Failure, error: unknown, fields: Omit<LogEvent, 'event'>) {
  if (code !== 'failed') log.warn({ event: 'stage.failed', ...fields });
  else log.error({ event: 'stage.failed', ...fields, stack: error instanceof Error ? error.stack : undefined });
}

function failureOf(error: unknown): Failure {
  if (error instanceof AppError) {
    const { code, message, next, retryAfterSeconds } = error;
    return { code, reason: { code, message, next }, retryAfterSeconds };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'failed',
    reason: { code: 'failed', message, next: 'Look at the logs of this document, then replay it' },
  };
}

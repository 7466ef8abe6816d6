import type { StorageQueueHandler } from '@azure/functions';
import { z } from 'zod';
import type { Job, Stage } from '../../domain/job.ts';
import { isNewer } from '../../domain/schema.ts';
import { StageMessage, type NewerMessage } from '../../domain/stage-message.ts';
import { advance, nextStage } from '../../jobs/advance.ts';
import { admit, withoutClaim } from '../../jobs/claim.ts';
import type { Current } from '../../jobs/current.ts';
import type { ModelAnswer } from '../../domain/prediction.ts';
import { end } from '../../jobs/end.ts';
import { bury } from '../../jobs/fail.ts';
import type { Logger, Services } from '../../ports.ts';
import { logOf } from '../log.ts';
import { readRun } from '../read-current.ts';
import { commitHeld, keepLease, takeClaim } from './claiming.ts';
import { letGo } from './put-back.ts';
import { settleFailure } from './settling.ts';

/** What a stage found out beside its artifact. */
export interface StageResult {
  readonly pages?: number;
  readonly predictions?: readonly ModelAnswer[];
}

interface StageWork<Slot> {
  /** Waits for what the stage needs *before* the job is claimed, so that a long queue burns neither leases nor attempts. */
  readonly acquire: () => Promise<Slot & Disposable>;
  readonly work: (job: Job, slot: Slot & Disposable) => Promise<StageResult | undefined>;
}

/**
 * The one wrapper around a stage: claim the job, work, commit, pass on. It settles every known failure itself
 * and throws only when a queue cannot be reached: then the message comes back by itself. When the store went away under a claim,
 * the message goes back and says that the claim is let go of.
 */
export const onStage =
  (services: Services, stage: Stage, work: (job: Job) => Promise<StageResult | undefined>): StorageQueueHandler =>
  async (received, context) => {
    const log = logOf(context);
    const message = await understood(services, stage, received, log);
    const current = message && (await admitted(services, stage, message, log));
    if (current) await process(services, stage, current, work, log);
  };

/** The same for a stage that needs a slot. While it waited, others may have settled the run: it is looked at before and after. */
export const onStageWithSlot =
  <Slot>(services: Services, stage: Stage, { acquire, work }: StageWork<Slot>): StorageQueueHandler =>
  async (received, context) => {
    const log = logOf(context);
    const message = await understood(services, stage, received, log);
    if (!message || !(await admitted(services, stage, message, log))) return;
    using slot = await acquire();
    const current = await admitted(services, stage, message, log);
    if (current) await process(services, stage, current, (job) => work(job, slot), log);
  };

/** How soon a message of newer code is seen again, by newer code if there is any, in seconds. */
const newerSeconds = 60;

/** The message; what is none goes to the dead letters, what newer code sent goes back. */
async function understood(
  services: Services,
  stage: Stage,
  received: unknown,
  log: Logger,
): Promise<StageMessage | undefined> {
  const message = StageMessage.safeParse(received);
  if (message.success) return message.data;
  if (isNewer(received)) {
    await services.queues.send(stage, received as NewerMessage, newerSeconds);
    log.warn({ event: 'message.newer', stage });
    return undefined;
  }
  await services.deadLetters.put(stage, JSON.stringify(received), z.prettifyError(message.error));
  log.error({ event: 'message.rejected', stage });
  return undefined;
}

/** The run when its job may be claimed now; otherwise the message is settled. */
async function admitted(
  services: Services,
  stage: Stage,
  message: StageMessage,
  log: Logger,
): Promise<Current | undefined> {
  const found = await readRun(services, message);
  if (!found) return undefined;
  const current = withoutClaim(found, message.letGo);
  const admission = admit(current.job.item, stage, services.now(), services.limits.maxAttempts);
  switch (admission.do) {
    case 'claim':
      return current;
    case 'drop':
      return undefined;
    case 'forward':
      await services.queues.send(admission.stage, message);
      return undefined;
    case 'delay':
      await services.queues.send(stage, message, admission.seconds);
      return undefined;
    case 'bury':
      await services.documents.commit(message.documentId, bury(current, services.now()));
      log.error({ event: 'document.dead', ...idsOf(message), stage });
      return undefined;
  }
}

async function process(
  services: Services,
  stage: Stage,
  current: Current,
  work: (job: Job) => Promise<StageResult | undefined>,
  log: Logger,
): Promise<void> {
  const job = await takeClaim(services, stage, current, log);
  if (!job) return;
  try {
    await processClaimed(services, stage, job, work, log);
  } catch (error) {
    await letGo(services, stage, job, error, log);
  }
}

async function processClaimed(
  services: Services,
  stage: Stage,
  job: Job,
  work: (job: Job) => Promise<StageResult | undefined>,
  log: Logger,
): Promise<void> {
  const started = services.now().getTime();
  const lease = keepLease(services, stage, job, log);
  let result: StageResult | undefined;
  try {
    result = await work(job);
  } catch (error) {
    lease.stop();
    await settleFailure(services, stage, job, error, log);
    return;
  }
  lease.stop();
  const next = nextStage(stage);
  const outcome = await commitHeld(services, stage, job, (held, now) =>
    next
      ? advance(held, next, now, services.limits.sweepGraceSeconds, result?.pages)
      : end(held, 'scored', now, { predictions: result?.predictions ?? [] }),
  );
  const durationMs = services.now().getTime() - started;
  log.info({
    event: outcome === 'committed' ? 'stage.done' : 'stage.fenced',
    ...idsOf(job),
    stage,
    attempt: job.attempts,
    durationMs,
  });
  if (outcome === 'committed' && next) await services.queues.send(next, messageOf(job));
}

const messageOf = ({ documentId, version, run, traceparent }: Job): StageMessage => ({
  schema: 1,
  documentId,
  version,
  run,
  traceparent,
});

const idsOf = ({ documentId, version, run }: StageMessage | Job) => ({ documentId, version, run });

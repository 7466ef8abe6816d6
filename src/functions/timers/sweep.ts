import type { TimerHandler } from '@azure/functions';
import type { Logger, Services } from '../../ports.ts';
import { logOf, traceparentOf } from '../log.ts';
import { publishAll, publishRequests } from '../publish.ts';
import type { Cursor } from '../sweeping/cursor.ts';
import { eraseDeleted } from '../sweeping/erase-deleted.ts';
import { exportLabels } from '../sweeping/export-labels.ts';
import { noticeDeletions } from '../sweeping/notice-deletions.ts';
import { registerStrays } from '../sweeping/register-strays.ts';
import { reviveJobs } from '../sweeping/revive-jobs.ts';
import { reviveRequests } from '../sweeping/revive-requests.ts';
import { takeDeadLetters } from '../sweeping/take-dead-letters.ts';

const eventBatch = 200;

/**
 * Timer: finishes whatever anything left behind. Each part runs although another one failed; the first failure is thrown at
 * the end. Two sweeps at once do no harm, on one instance or on many: each write is fenced by ETag, each message may come twice.
 */
export const sweep = (services: Services): TimerHandler => {
  const [blobs, heads]: [Cursor, Cursor] = [{}, {}];
  return async (_timer, context) => {
    const log = logOf(context);
    const traceparent = traceparentOf(context, services.random);
    const results = await Promise.allSettled([
      reviveJobs(services, log),
      publishLeftovers(services, log),
      publishLeftoverRequests(services, log),
      takeDeadLetters(services, traceparent, log),
      registerStrays(services, blobs, traceparent, log),
      noticeDeletions(services, heads, traceparent, log),
      eraseDeleted(services, log),
      reviveRequests(services, log),
      exportLabels(services, log),
    ]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  };
};

async function publishLeftovers(services: Services, log: Logger) {
  await publishAll(services, await services.documents.listUnpublished(graceOf(services), eventBatch), log);
}

async function publishLeftoverRequests(services: Services, log: Logger) {
  await publishRequests(services, await services.requests.listUnpublished(graceOf(services), eventBatch), log);
}

/** Younger ones are the change feed's. */
const graceOf = ({ now, limits }: Services) => new Date(now().getTime() - limits.sweepGraceSeconds * 1000);

import { AppError } from '../../domain/errors.ts';
import type { Head } from '../../domain/head.ts';
import { ReplayRequest, type ReplayReport } from '../../domain/operator-view.ts';
import { causeOf } from '../../jobs/cause.ts';
import { replay } from '../../jobs/replay.ts';
import type { Logger, Services } from '../../ports.ts';
import { readDead } from '../dead-heads.ts';
import { logOf } from '../log.ts';
import { actorOf, operate } from '../operate.ts';
import { settleAll } from '../settle-all.ts';
import { callerOf } from './auth/caller.ts';
import { jsonOf } from './json-of.ts';
import { onRequest } from './on-request.ts';

/** How many documents one call replays, so that it answers in seconds; `more` says that there are others. */
const batch = 200;

/** How many dead documents one call looks at. */
const most = 5000;

const atOnce = 8;

/** `POST /api/dead/replay`: `{"ids": […]}`, `{"cause": …}` or `{"all": true}`; answers how many were. Repeat it while `more`. */
export const replayDead = (services: Services) =>
  onRequest(services, async (request, context) => {
    const order = await jsonOf(request, ReplayRequest);
    const log = logOf(context);
    const by = callerOf(context).name;
    const before = ('before' in order ? order.before : undefined) ?? services.now().toISOString();
    const { ids, more } =
      'ids' in order ? { ids: order.ids, more: false } : await select(services, order.cause, before);
    const report: ReplayReport = { ...(await replayAll(services, ids, by, log)), more, before };
    log.info({ event: 'dead.replayed', replayed: report.replayed, skipped: report.skipped });
    return { jsonBody: report };
  });

async function select(services: Services, cause: string | undefined, before: string) {
  const { heads, isAll } = await readDead(services, most);
  const isMeant = (head: Head) =>
    (head.endedAt ?? head.updatedAt) < before && (cause === undefined || causeOf(head).cause === cause);
  const ids = heads.filter(isMeant).map(({ documentId }) => documentId);
  return { ids: ids.slice(0, batch), more: ids.length > batch || (!isAll && ids.length > 0) };
}

async function replayAll(services: Services, ids: readonly string[], by: string, log: Logger) {
  const counts = { replayed: 0, skipped: 0, unknown: 0 };
  await settleAll([...new Set(ids)], atOnce, async (id) => {
    counts[await replayOne(services, id, by, log)] += 1;
  });
  return counts;
}

async function replayOne(services: Services, id: string, by: string, log: Logger) {
  try {
    const { sweepGraceSeconds } = services.limits;
    await operate(services, id, (known, now) => replay(known, now, actorOf(services, by), sweepGraceSeconds), log);
    return 'replayed';
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return 'skipped';
    if (error instanceof AppError && error.code === 'not-found') return 'unknown';
    throw error;
  }
}

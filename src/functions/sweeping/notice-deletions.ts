import type { Logger, Services } from '../../ports.ts';
import { intake } from '../intake.ts';
import { settleAll } from '../settle-all.ts';
import { nextPage, type Cursor } from './cursor.ts';

/** Each head costs a look at its blob, so one sweep takes few: 6,000 in an hour of the default schedule. */
const batch = 50;

const atOnce = 4;

/** Documents whose blob is gone although nobody said so: one page of heads per sweep, round and round. */
export async function noticeDeletions(
  services: Services,
  cursor: Cursor,
  traceparent: string,
  log: Logger,
): Promise<void> {
  const heads = await nextPage(cursor, (next) => services.documents.listHeads({}, { limit: batch, next }));
  const settled = services.now().getTime() - services.limits.sweepGraceSeconds * 1000;
  const live = heads.filter(({ state, updatedAt }) => state !== 'deleted' && Date.parse(updatedAt) < settled);
  await settleAll(live, atOnce, async ({ documentId, container, name }) => {
    if (await services.uploads.head(name)) return;
    log.warn({ event: 'document.without-blob', documentId });
    await intake(services, { container, name, deletion: true, traceparent }, log);
  });
}

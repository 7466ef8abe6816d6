import type { TimerHandler } from '@azure/functions';
import { documentId } from '../../jobs/identity.ts';
import { revive } from '../../jobs/revive.ts';
import type { Logger, Services } from '../../ports.ts';
import { intake } from '../intake.ts';
import { logOf, traceparentOf } from '../log.ts';
import { publishAll } from '../publish.ts';

/** How much one sweep takes on; the next one goes on where it stopped. */
const batch = { jobs: 200, events: 200, blobs: 1000 };

/** Timer: finishes whatever anything left behind. Each part runs although another one failed; the first failure is thrown at the end. */
export const sweep = (services: Services): TimerHandler => {
  const cursor: { next?: string | undefined } = {};
  return async (_timer, context) => {
    const log = logOf(context);
    const results = await Promise.allSettled([
      reviveJobs(services, log),
      publishLeftovers(services, log),
      registerStrays(services, cursor, traceparentOf(context, services.random), log),
    ]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  };
};

/** Jobs whose lease ran out or whose message never came: the message is sent again. */
async function reviveJobs({ documents, queues, limits, now }: Services, log: Logger) {
  for (const due of await documents.listDue(now(), batch.jobs)) {
    const { documentId, version, run, stage, traceparent } = due.item;
    if ((await documents.commit(documentId, revive(due, now(), limits.sweepGraceSeconds))) === 'conflict') continue;
    await queues.send(stage, { schema: 1, documentId, version, run, traceparent });
    log.warn({ event: 'job.revived', documentId, version, run, stage });
  }
}

async function publishLeftovers(services: Services, log: Logger) {
  const before = new Date(services.now().getTime() - services.limits.sweepGraceSeconds * 1000);
  await publishAll(services, await services.documents.listUnpublished(before, batch.events), log);
}

/** Blobs whose event was lost: one page of the listing per sweep, round and round. */
async function registerStrays(
  services: Services,
  cursor: { next?: string | undefined },
  traceparent: string,
  log: Logger,
) {
  const page = await services.uploads.list({ limit: batch.blobs, next: cursor.next });
  cursor.next = page.next;
  const settled = services.now().getTime() - services.limits.sweepGraceSeconds * 1000;
  const blobs = page.items.filter(({ lastModified }) => lastModified.getTime() < settled);
  const known = await services.documents.readVersions(blobs.map(({ container, name }) => documentId(container, name)));
  for (const { container, name, version } of blobs) {
    if (known.get(documentId(container, name)) === version) continue;
    log.warn({ event: 'blob.without-job', documentId: documentId(container, name), version });
    await intake(services, { container, name, traceparent }, log);
  }
}

import type { Job } from '../domain/job.ts';
import { documentId } from '../jobs/identity.ts';
import { register } from '../jobs/register.ts';
import { isOlderDelete } from '../jobs/sequencer.ts';
import type { Logger, Services } from '../ports.ts';
import { readCurrent } from './read-current.ts';
import { untilCommitted } from './until-committed.ts';

/** A blob that something happened to, as far as is known: a hint, the blob itself is the truth. */
export interface Hint {
  readonly container: string;
  readonly name: string;
  /** Padded. */
  readonly sequencer?: string | undefined;
  readonly deletion?: boolean;
  readonly traceparent: string;
}

/**
 * Looks at the blob and makes docscore know what is there now: a new version, nothing new, or gone.
 * @returns whether that was news.
 * @throws AppError `unavailable` when others kept changing the document meanwhile.
 */
export async function intake(services: Services, hint: Hint, log: Logger): Promise<boolean> {
  const id = documentId(hint.container, hint.name);
  const { sweepGraceSeconds: sweepSeconds, eraseAfterSeconds: eraseSeconds } = services.limits;
  const { writes, send } = await untilCommitted(services, id, async () => {
    const known = await readCurrent(services, id);
    if (hint.deletion && isOlderDelete(known?.head.item, hint.sequencer)) return { writes: [] };
    const upload = await services.uploads.head(hint.name);
    const { traceparent, sequencer } = hint;
    return register({ upload, sequencer }, known, services.now(), { traceparent, sweepSeconds, eraseSeconds });
  });
  if (writes.length > 0) logRegistration(log, id, send);
  if (send) {
    const { version, run, traceparent } = send;
    await services.queues.send('ocr', { schema: 1, documentId: id, version, run, traceparent });
  }
  return writes.length > 0;
}

function logRegistration(log: Logger, documentId: string, job: Job | undefined) {
  if (job) log.info({ event: 'document.registered', documentId, version: job.version, run: job.run });
  else log.info({ event: 'document.deleted', documentId });
}

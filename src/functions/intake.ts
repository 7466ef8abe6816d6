import { AppError } from '../domain/errors.ts';
import { documentId } from '../jobs/identity.ts';
import { isOlderDelete, register } from '../jobs/register.ts';
import type { Logger, Services } from '../ports.ts';
import { readCurrent } from './read-current.ts';

/** A blob that something happened to, as far as is known: a hint, the blob itself is the truth. */
export interface Hint {
  readonly container: string;
  readonly name: string;
  /** Padded. */
  readonly sequencer?: string | undefined;
  readonly deletion?: boolean;
  readonly traceparent: string;
}

/** Lost races against other writers of one document before the caller is told to come again. */
const tries = 8;

/**
 * Looks at the blob and makes docscore know what is there now: a new version, nothing new, or gone.
 * @throws AppError `unavailable` when others kept changing the document meanwhile.
 */
export async function intake(services: Services, hint: Hint, log: Logger): Promise<void> {
  const id = documentId(hint.container, hint.name);
  for (let attempt = 0; attempt < tries; attempt++) {
    const current = await readCurrent(services, id);
    if (hint.deletion && isOlderDelete(current?.head.item, hint.sequencer)) return;
    const upload = await services.uploads.head(hint.name);
    const { writes, send } = register({ upload, sequencer: hint.sequencer }, current, services.now(), {
      traceparent: hint.traceparent,
      sweepSeconds: services.limits.sweepGraceSeconds,
    });
    if (writes.length > 0 && (await services.documents.commit(id, writes)) === 'conflict') continue;
    if (writes.length > 0) logRegistration(log, id, send);
    if (send) {
      const { version, run, traceparent } = send;
      await services.queues.send('ocr', { schema: 1, documentId: id, version, run, traceparent });
    }
    return;
  }
  throw new AppError('unavailable', 'The document is being changed by others');
}

function logRegistration(log: Logger, documentId: string, job: { version: string; run: number } | undefined) {
  if (job) log.info({ event: 'document.registered', documentId, version: job.version, run: job.run });
  else log.info({ event: 'document.deleted', documentId });
}

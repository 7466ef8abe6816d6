import type { Erasure } from '../../domain/erasure.ts';
import type { Stored } from '../../domain/stored.ts';
import { labelIdOf } from '../../jobs/correct.ts';
import { correctionsOf, eraseRun, finishErasure, toErase } from '../../jobs/erase.ts';
import type { Logger, Services } from '../../ports.ts';
import { actorOf } from '../operate.ts';
import { settleAll } from '../settle-all.ts';

const batch = 50;

const atOnce = 4;

/**
 * What deletions owe: run by run, blobs first, then what names them, so that a sweep that is cut off is taken up by the next.
 * It waits until the run's events are told. A run that began when the name was used again is none of its business.
 */
export async function eraseDeleted(services: Services, log: Logger): Promise<void> {
  const due = await services.documents.listErasures(services.now(), batch);
  await settleAll(due, atOnce, (erasure) => erase(services, erasure, log));
}

async function erase(services: Services, erasure: Stored<Erasure>, log: Logger) {
  const { documents, memo, artifacts, labels, now } = services;
  const { documentId } = erasure.item;
  const runs = toErase(await documents.readItems(documentId), erasure.item);
  if (!runs) {
    log.info({ event: 'erasure.waiting', documentId });
    return;
  }
  for (const erasable of runs) {
    const { version, run } = erasable.run;
    await memo.release(erasable.run);
    await artifacts.erase(erasable.run);
    for (const correction of correctionsOf(erasable)) await labels.erase(correction.model, labelIdOf(correction));
    const writes = eraseRun(erasable, now(), actorOf(services, 'sweep'));
    if ((await documents.commit(documentId, writes)) === 'conflict') return; // Another sweep is at it, or an entry was marked.
    log.info({ event: 'run.erased', documentId, version, run });
  }
  if ((await documents.commit(documentId, finishErasure(erasure))) === 'committed')
    log.info({ event: 'document.erased', documentId });
}

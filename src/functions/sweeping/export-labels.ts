import type { Correction } from '../../domain/correction.ts';
import { AppError } from '../../domain/errors.ts';
import type { Feedback } from '../../domain/feedback.ts';
import type { Stored } from '../../domain/stored.ts';
import type { Logger, Services } from '../../ports.ts';
import { exportLabel } from '../feedback/export-label.ts';
import { settleAll } from '../settle-all.ts';

const batch = 200;

const atOnce = 4;

/** Corrections and feedback that were cut off before training data was made of them; those that were not are only marked. */
export async function exportLabels(services: Services, log: Logger): Promise<void> {
  const { documents, requests, now } = services;
  await settleAll(await documents.listUnexported(now(), batch), atOnce, async (stored) => {
    await exportOrForgo(services, stored, log);
    const { item, etag } = stored;
    await documents.commit(item.documentId, [{ replace: { ...item, dueAt: undefined }, etag }]);
  });
  await settleAll(await requests.listUnexported(now(), batch), atOnce, async (stored) => {
    await exportOrForgo(services, stored, log);
    await requests.replace({ ...stored, item: { ...stored.item, dueAt: undefined } });
  });
}

/** What the row was made of may be gone: a document that was erased. */
async function exportOrForgo(services: Services, { item }: Stored<Correction | Feedback>, log: Logger): Promise<void> {
  try {
    await exportLabel(services, item);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
    log.warn({ event: 'label.forgone', model: item.model, error: error.message });
  }
}

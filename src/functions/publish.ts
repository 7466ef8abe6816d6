import { AppError } from '../domain/errors.ts';
import { DocumentEvent } from '../domain/document-event.ts';
import type { Outbox } from '../domain/outbox.ts';
import type { Stored } from '../domain/stored.ts';
import { published, unpublishable } from '../jobs/publish.ts';
import type { Logger, Services } from '../ports.ts';

/**
 * Sends what one document owes, oldest first, and marks each entry. An entry that the hub can never take is marked, alarmed
 * and passed over; it delays nobody. Sending twice is harmless: the same entry is the same event.
 * @throws AppError `unavailable` when hub or store cannot be reached: the rest stays owed.
 */
async function publishInOrder(services: Services, entries: readonly Stored<Outbox>[], log: Logger): Promise<void> {
  for (const entry of entries) {
    const { documentId, version, run, id, event } = entry.item;
    const failure = await send(services, event);
    const writes = failure === undefined ? published(entry, services.now()) : unpublishable(entry, failure);
    await services.documents.commit(documentId, writes); // A conflict: somebody else has sent and marked it.
    if (failure === undefined)
      log.info({ event: 'event.published', documentId, version, run, id: event.id, type: event.type });
    else log.error({ event: 'event.unpublishable', documentId, version, run, id, error: failure });
  }
}

/** @returns why the event can never be sent, or `undefined` when it was. */
async function send(services: Services, event: unknown): Promise<string | undefined> {
  const parsed = DocumentEvent.safeParse(event);
  if (!parsed.success) return parsed.error.message;
  try {
    await services.events.publish(parsed.data);
    return undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === 'too-large') return error.message;
    throw error;
  }
}

/** Entries of many documents: documents side by side, each one's entries in order. The first failure is thrown when all have come to rest. */
export async function publishAll(services: Services, entries: readonly Stored<Outbox>[], log: Logger): Promise<void> {
  const byDocument = Map.groupBy(entries, ({ item }) => item.documentId);
  const results = await Promise.allSettled([...byDocument.values()].map((owed) => publishInOrder(services, owed, log)));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

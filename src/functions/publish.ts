import type { z } from 'zod';
import { AppError } from '../domain/errors.ts';
import { DocumentEvent } from '../domain/document-event.ts';
import type { Outbox } from '../domain/outbox.ts';
import { RequestEvent } from '../domain/request-event.ts';
import type { RequestOutbox } from '../domain/request-outbox.ts';
import type { Stored } from '../domain/stored.ts';
import { published, unpublishable } from '../jobs/publish.ts';
import type { LogEvent, Logger, Services } from '../ports.ts';

/**
 * Sends what one document owes, oldest first, and marks each entry. An entry that the hub can never take is marked, alarmed
 * and passed over; it delays nobody. Sending twice is harmless: the same entry is the same event.
 * @throws AppError `unavailable` when hub or store cannot be reached: the rest stays owed.
 */
async function publishInOrder(services: Services, entries: readonly Stored<Outbox>[], log: Logger): Promise<void> {
  for (const entry of entries) {
    const { documentId, version, run, event } = entry.item;
    const failure = await send(services, DocumentEvent, event);
    const writes = failure === undefined ? published(entry, services.now()) : unpublishable(entry, failure);
    await services.documents.commit(documentId, writes); // A conflict: somebody else has sent and marked it.
    tell(log, entry.item, { documentId, version, run }, failure);
  }
}

/** The same for what one request owes: there is nothing to put in order. */
async function publishRequest(services: Services, entry: Stored<RequestOutbox>, log: Logger): Promise<void> {
  const { requestId, event } = entry.item;
  const failure = await send(services, RequestEvent, event);
  const writes = failure === undefined ? published(entry, services.now()) : unpublishable(entry, failure);
  await services.requests.commit(requestId, writes);
  tell(log, entry.item, { requestId }, failure);
}

/** @returns why the event can never be sent, or `undefined` when it was. */
async function send<Event extends DocumentEvent | RequestEvent>(
  services: Services,
  schema: z.ZodType<Event>,
  event: unknown,
): Promise<string | undefined> {
  const parsed = schema.safeParse(event);
  if (!parsed.success) return parsed.error.message;
  try {
    await services.events.publish(parsed.data);
    return undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === 'too-large') return error.message;
    throw error;
  }
}

function tell(log: Logger, entry: Outbox | RequestOutbox, ids: Omit<LogEvent, 'event'>, failure: string | undefined) {
  const { id, event } = entry;
  if (failure === undefined) log.info({ event: 'event.published', ...ids, id: event.id, type: event.type });
  else log.error({ event: 'event.unpublishable', ...ids, id, error: failure });
}

/** Entries of many documents: documents side by side, each one's entries in order. The first failure is thrown when all have come to rest. */
export async function publishAll(services: Services, entries: readonly Stored<Outbox>[], log: Logger): Promise<void> {
  const byDocument = Map.groupBy(entries, ({ item }) => item.documentId);
  await allOf([...byDocument.values()].map((owed) => publishInOrder(services, owed, log)));
}

/** Entries of many requests, side by side. The first failure is thrown when all have come to rest. */
export async function publishRequests(
  services: Services,
  entries: readonly Stored<RequestOutbox>[],
  log: Logger,
): Promise<void> {
  await allOf(entries.map((entry) => publishRequest(services, entry, log)));
}

async function allOf(work: readonly Promise<void>[]) {
  const results = await Promise.allSettled(work);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

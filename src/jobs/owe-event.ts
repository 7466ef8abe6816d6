import type { DocumentEvent, EventKind } from '../domain/document-event.ts';
import type { Job } from '../domain/job.ts';
import type { Outbox } from '../domain/outbox.ts';
import type { ModelAnswer } from '../domain/prediction.ts';
import { eventId, outboxId } from './identity.ts';

/** The outbox entry for what happened to a run. The event is made once, here: sending it again sends the same bytes. */
export function oweEvent(job: Job, kind: EventKind, now: Date, predictions: readonly ModelAnswer[] = []): Outbox {
  const { documentId, version, run, container, name, pages, reason, traceparent } = job;
  const time = now.toISOString();
  const type: DocumentEvent['type'] = `docscore.document.${kind}.v1`;
  return {
    schema: 1,
    id: outboxId(job, kind),
    type: 'outbox',
    documentId,
    version,
    run,
    state: 'unpublished',
    createdAt: time,
    event: {
      specversion: '1.0',
      id: eventId(job, type),
      source: 'docscore',
      type,
      subject: documentId,
      time,
      datacontenttype: 'application/json',
      traceparent,
      data: { schema: 1, documentId, version, run, container, name, pages, predictions: [...predictions], reason },
    },
  };
}

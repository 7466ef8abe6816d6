import { BlobEvent } from '../domain/blob-event.ts';
import { paddedSequencer } from '../jobs/sequencer.ts';
import type { Hint } from './intake.ts';

const subject = /^\/blobServices\/default\/containers\/(documents)\/blobs\/(.+)$/s;

/** What an Event Grid event says of a document; `undefined` for what is no blob event of container `documents`. */
export function blobHint(received: unknown): Omit<Hint, 'traceparent'> | undefined {
  const event = BlobEvent.safeParse(received);
  const [, container, name] = (event.success && subject.exec(event.data.subject)) || [];
  if (!event.success || container === undefined || name === undefined) return undefined;
  const { eventType, data } = event.data;
  const sequencer = data.sequencer === undefined ? undefined : paddedSequencer(data.sequencer);
  return { container, name, sequencer, deletion: eventType === 'Microsoft.Storage.BlobDeleted' };
}

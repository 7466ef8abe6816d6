import type { EventGridHandler } from '@azure/functions';
import { BlobEvent } from '../../domain/blob-event.ts';
import { paddedSequencer } from '../../jobs/identity.ts';
import type { Services } from '../../ports.ts';
import { intake } from '../intake.ts';
import { logOf, traceparentOf } from '../log.ts';

const subject = /^\/blobServices\/default\/containers\/(documents)\/blobs\/(.+)$/s;

/** Event Grid: a blob was written or deleted ─► its job is registered. Reads the blob's properties only, answers in milliseconds. */
export const receiveDocument =
  (services: Services): EventGridHandler =>
  async (received, context) => {
    const log = logOf(context);
    const event = BlobEvent.safeParse(received);
    const [, container, name] = (event.success && subject.exec(event.data.subject)) || [];
    if (!event.success || container === undefined || name === undefined) {
      await services.deadLetters.put(
        'receive-document',
        JSON.stringify(received),
        'Not a blob event of container documents',
      );
      log.error({ event: 'event.rejected', id: received.id });
      return;
    }
    const { eventType, data } = event.data;
    const sequencer = data.sequencer === undefined ? undefined : paddedSequencer(data.sequencer);
    const deletion = eventType === 'Microsoft.Storage.BlobDeleted';
    const traceparent = traceparentOf(context, services.random);
    await intake(services, { container, name, sequencer, deletion, traceparent }, log);
  };

import type { EventGridHandler } from '@azure/functions';
import type { Services } from '../../ports.ts';
import { blobHint } from '../blob-hint.ts';
import { intake } from '../intake.ts';
import { logOf, traceparentOf } from '../log.ts';

/** Event Grid: a blob was written or deleted ─► its job is registered. Reads the blob's properties only, answers in milliseconds. */
export const receiveDocument =
  (services: Services): EventGridHandler =>
  async (received, context) => {
    const log = logOf(context);
    const hint = blobHint(received);
    if (hint) {
      await intake(services, { ...hint, traceparent: traceparentOf(context, services.random) }, log);
      return;
    }
    await services.deadLetters.put(
      'receive-document',
      JSON.stringify(received),
      'Not a blob event of container documents',
    );
    log.error({ event: 'event.rejected', id: received.id });
  };

import { cancel } from '../../jobs/cancel.ts';
import type { Services } from '../../ports.ts';
import { logOf } from '../log.ts';
import { actorOf, operate } from '../operate.ts';
import { callerOf } from './auth/caller.ts';
import { idOf } from './document-id.ts';
import { onRequest } from './on-request.ts';
import { runReceipt } from './run-receipt.ts';

/** `POST /api/documents/{id}/cancel`: the run under way ends `cancelled`. 409 when it has ended. */
export const cancelDocument = (services: Services) =>
  onRequest(services, async (request, context) =>
    runReceipt(
      await operate(
        services,
        idOf(request),
        (known, now) => cancel(known, now, actorOf(services, callerOf(context).name)),
        logOf(context),
      ),
    ),
  );

import { replay } from '../../jobs/replay.ts';
import type { Services } from '../../ports.ts';
import { logOf } from '../log.ts';
import { actorOf, operate } from '../operate.ts';
import { callerOf } from './auth/caller.ts';
import { idOf } from './document-id.ts';
import { onRequest } from './on-request.ts';
import { runReceipt } from './run-receipt.ts';

/** `POST /api/documents/{id}/replay`: a dead run goes on, with the same keys and new attempts. 409 when it is not dead. */
export const replayDocument = (services: Services) =>
  onRequest(services, async (request, context) => {
    const { sweepGraceSeconds } = services.limits;
    const job = await operate(
      services,
      idOf(request),
      (known, now) => replay(known, now, actorOf(services, callerOf(context).name), sweepGraceSeconds),
      logOf(context),
    );
    return runReceipt(job);
  });

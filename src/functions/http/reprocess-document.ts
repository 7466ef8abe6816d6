import { reprocess } from '../../jobs/reprocess.ts';
import type { Services } from '../../ports.ts';
import { logOf, traceparentOf } from '../log.ts';
import { actorOf, operate } from '../operate.ts';
import { callerOf } from './auth/caller.ts';
import { idOf } from './document-id.ts';
import { onRequest } from './on-request.ts';
import { runReceipt } from './run-receipt.ts';

/** `POST /api/documents/{id}/reprocess`: the next run of the current version. 409 while one is under way, with its state. */
export const reprocessDocument = (services: Services) =>
  onRequest(services, async (request, context) => {
    const run = {
      traceparent: traceparentOf(context, services.random),
      sweepSeconds: services.limits.sweepGraceSeconds,
    };
    const job = await operate(
      services,
      idOf(request),
      (known, now) => reprocess(known, now, actorOf(services, callerOf(context).name), run),
      logOf(context),
    );
    return runReceipt(job);
  });

import { z } from 'zod';
import type { BackfillReport } from '../../domain/operator-view.ts';
import type { Services } from '../../ports.ts';
import { logOf, traceparentOf } from '../log.ts';
import { registerUnknown } from '../sweeping/register-strays.ts';
import { onRequest } from './on-request.ts';
import { queryOf } from './query-of.ts';

export const BackfillQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  next: z.string().max(16_384).optional(),
});

/**
 * `POST /api/backfill`: the sweep's look at the container, now: one page of the listing (`?limit=`, `?next=`) per call. Whoever
 * calls it until there is no `next` has every blob registered, also those that were there before docscore.
 */
export const backfill = (services: Services) =>
  onRequest(services, async (request, context) => {
    const query = queryOf(request, BackfillQuery);
    const { items, next } = await services.uploads.list(query);
    const traceparent = traceparentOf(context, services.random);
    const registered = await registerUnknown(services, items, traceparent, logOf(context));
    return { jsonBody: { looked: items.length, registered, next } satisfies BackfillReport };
  });

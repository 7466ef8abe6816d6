import { z } from 'zod';
import { RequestEvent } from './request-event.ts';

/** An event that is owed to the hub, committed together with the answer that it tells. Container `requests`. */
export const RequestOutbox = z.object({
  schema: z.literal(1),
  id: z.literal('outbox'),
  type: z.literal('outbox'),
  requestId: z.string(),
  event: RequestEvent,
  /** `failed`: can never be published (schema, size). */
  state: z.enum(['unpublished', 'published', 'failed']),
  failure: z.string().optional(),
  createdAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().optional(),
  /** Seconds until Cosmos DB erases it; −1, never, as long as it is owed. */
  ttl: z.int().optional(),
});
export type RequestOutbox = z.infer<typeof RequestOutbox>;

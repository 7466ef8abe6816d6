import { z } from 'zod';
import { DocumentEvent } from './document-event.ts';
import { RunKey } from './run-key.ts';

/** An event that is owed to the hub, committed together with what it tells. */
export const Outbox = RunKey.extend({
  schema: z.literal(1),
  id: z.string(),
  type: z.literal('outbox'),
  event: DocumentEvent,
  /** `failed`: can never be published (schema, size); kept for a person to look at. */
  state: z.enum(['unpublished', 'published', 'failed']),
  failure: z.string().optional(),
  createdAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().optional(),
  /** Seconds until Cosmos DB erases it, once published. */
  ttl: z.int().optional(),
});
export type Outbox = z.infer<typeof Outbox>;

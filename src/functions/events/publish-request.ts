import type { CosmosDBHandler } from '@azure/functions';
import { z } from 'zod';
import type { RequestOutbox } from '../../domain/request-outbox.ts';
import type { Services } from '../../ports.ts';
import { logOf } from '../log.ts';
import { publishRequests } from '../publish.ts';

/** Of a changed item: enough to see whether it is owed and ours to read. */
const Owed = z.looseObject({
  type: z.literal('outbox'),
  schema: z.literal(1),
  state: z.literal('unpublished'),
  requestId: z.string(),
  _etag: z.string(),
});

/** Cosmos DB change feed ─► Event Hubs: what scored requests owe. Throws when the hub is away; its retry policy never ends. */
export const publishRequest =
  (services: Services): CosmosDBHandler =>
  async (changed, context) => {
    const owed = changed.filter((item) => Owed.safeParse(item).success);
    const entries = owed.map((item) => ({ item: item as RequestOutbox, etag: (item as { _etag: string })._etag }));
    await publishRequests(services, entries, logOf(context));
  };

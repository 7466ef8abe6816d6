import type { CosmosDBHandler } from '@azure/functions';
import { z } from 'zod';
import type { Outbox } from '../../domain/outbox.ts';
import type { Services } from '../../ports.ts';
import { logOf } from '../log.ts';
import { publishAll } from '../publish.ts';

/** Of a changed item: enough to see whether it is owed and ours to read. Items of a newer schema are left to newer code. */
const Owed = z.looseObject({
  type: z.literal('outbox'),
  schema: z.literal(1),
  state: z.literal('unpublished'),
  _etag: z.string(),
});

/** Cosmos DB change feed ─► Event Hubs: whatever a run's end owes. Throws when the hub is away; its retry policy never ends. */
export const publishPrediction =
  (services: Services): CosmosDBHandler =>
  async (changed, context) => {
    const owed = changed.filter((item) => Owed.safeParse(item).success);
    const entries = owed.map((item) => ({ item: item as Outbox, etag: (item as { _etag: string })._etag }));
    await publishAll(services, entries, logOf(context));
  };

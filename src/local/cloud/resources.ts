import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { SubscriptionDescription } from '../event-grid/subscription.ts';
import { TopicDescription } from '../event-grid/topic.ts';

const name = z.string().min(1);

/**
 * What an app finds in its cloud, as its deployment would make it. Anything else in the description is an error that names it.
 * Databases, containers, hubs and topics that are described are there from the start; nothing is taken away.
 */
export const Resources = z.strictObject({
  blobContainers: z.array(name).default([]),
  /** `<queue>-poison` is made when a message needs it. */
  queues: z.array(name).default([]),
  /** Whether clients may make databases and containers with the account's key; otherwise 403, as Azure's data plane answers an identity. */
  cosmos: z.strictObject({ allowManagement: z.boolean().default(true) }).prefault({}),
  cosmosContainers: z
    .array(
      z.strictObject({
        database: name,
        id: name,
        /** One path, or up to three of a hierarchical key. */
        partitionKey: z.union([name, z.array(name).min(1).max(3)]),
        /** −1: only an item's own `ttl` counts. Absent: nothing expires. */
        defaultTtlSeconds: z.int().exactOptional(),
        compositeIndexes: z
          .array(z.array(z.strictObject({ path: name, order: z.enum(['ascending', 'descending']).exactOptional() })))
          .exactOptional(),
        /** Physical partitions. */
        ranges: z.int().min(1).exactOptional(),
        uniqueKeys: z.array(z.array(name)).exactOptional(),
      }),
    )
    .default([]),
  eventHubs: z
    .array(
      z.strictObject({
        name,
        partitions: z.int().min(1).max(32),
        consumerGroups: z.array(name).default([]),
        retentionHours: z.int().min(1).exactOptional(),
      }),
    )
    .default([]),
  /** Custom topics; the storage account's system topic is always there. */
  eventTopics: z.array(TopicDescription).default([]),
  eventSubscriptions: z.array(SubscriptionDescription).default([]),
  /** Secrets of the vault, by name. */
  secrets: z.record(name, z.string()).default({}),
});
export type Resources = z.output<typeof Resources>;

/** @throws Error that names the file and what is wrong in it. */
export function readResources(path: string): Resources {
  try {
    return Resources.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`${path} does not describe resources: ${reason}`, { cause: error });
  }
}

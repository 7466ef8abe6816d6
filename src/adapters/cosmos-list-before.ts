import type { Container } from '@azure/cosmos';
import type { Stored } from '../domain/stored.ts';
import { cosmosCall } from './cosmos-errors.ts';

/** What is to be listed, of all partitions: what newer code wrote is not seen. */
export interface Overdue<T> {
  readonly schema: { parse(value: unknown): T };
  /** In Cosmos DB's SQL, of an item `c`. */
  readonly condition: string;
  /** The field that tells the time. */
  readonly by: string;
  readonly before: Date;
  readonly limit: number;
}

/** The first `limit` in the order of the field `by`, of those where it is before `before`. */
export async function listBefore<T>(container: Container, overdue: Overdue<T>): Promise<Stored<T>[]> {
  const { schema, condition, by, before, limit } = overdue;
  const spec = {
    query: `SELECT * FROM c WHERE ${condition} AND c.schema = 1 AND c.${by} < @before ORDER BY c.${by} OFFSET 0 LIMIT @limit`,
    parameters: [
      { name: '@before', value: before.toISOString() },
      { name: '@limit', value: limit },
    ],
  };
  const { resources } = await cosmosCall(() => container.items.query<{ _etag: string }>(spec).fetchAll());
  return resources.map((item): Stored<T> => ({ item: schema.parse(item), etag: item._etag }));
}

import { randomUUID } from 'node:crypto';
import { type Container, type ContainerRequest, type Database, CosmosClient } from '@azure/cosmos';
import { afterAll } from 'vitest';
import { target } from '../target.ts';

/** Below learn.microsoft.com/rest/api/cosmos-db/. */
export const rest = (path: string) => `learn.microsoft.com/rest/api/cosmos-db/${path}`;

/** An account, the official SDK in front of it, and a database of the file's own, which goes away after its tests. */
export async function anAccount(...args: string[]) {
  const { cosmos, control } = await target(['--only=cosmos', ...args]);
  const client = new CosmosClient(cosmos);
  const { database } = await client.databases.create({ id: `contract-${randomUUID().slice(0, 8)}` });
  afterAll(async () => {
    await database.delete();
    client.dispose();
  });
  return { connectionString: cosmos, control, client, database };
}

let containers = 0;

/** A container of its own with the key `/x`; TTL on request only. */
export async function aContainer(
  database: Database,
  definition: Omit<ContainerRequest, 'id'> = {},
): Promise<Container> {
  const id = `c${++containers}`;
  const partitionKey = { paths: ['/x'], version: 2 };
  const { container } = await database.containers.create({ id, partitionKey, defaultTtl: -1, ...definition });
  return container;
}

/** The status code of a call that fails or does not. */
export async function statusOf(call: Promise<{ statusCode?: number | undefined } | { code?: number }>) {
  try {
    const answer = (await call) as { statusCode?: number; code?: number };
    return answer.statusCode ?? answer.code;
  } catch (error) {
    return (error as { code?: number }).code;
  }
}

/** What a call that must fail fails with. */
export async function failureOf(call: Promise<unknown>) {
  return call.then(
    () => {
      throw new Error('The call was expected to fail');
    },
    (error: unknown) => error as { code: number; substatus?: number; message: string },
  );
}

/** Everything a query answers, as the SDK pages through it. */
export async function all(container: Container, query: string, partitionKey?: string): Promise<unknown[]> {
  const options = partitionKey === undefined ? {} : { partitionKey };
  return (await container.items.query(query, options).fetchAll()).resources as unknown[];
}

/** Creates items, each partition's in one batch. */
export async function seed(container: Container, items: readonly { id: string; x: string }[]): Promise<void> {
  for (const [x, group] of Map.groupBy(items, (item) => item.x)) {
    const operations = group.map((resourceBody) => ({ operationType: 'Create' as const, resourceBody }));
    const { code } = await container.items.batch(operations, x);
    if (code !== 200) throw new Error(`The items of ${x} could not be created: ${String(code)}`);
  }
}

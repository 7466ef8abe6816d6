import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChangeFeedIteratorOptions, type Container, CosmosClient } from '@azure/cosmos';
import { afterAll } from 'vitest';
import { type CosmosOptions, startCosmos } from '../../../src/local/cosmos/cosmos.ts';

/** An empty folder that goes away after the file's tests. */
export async function aFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'cosmos-test-'));
  afterAll(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** A server of its own and the official SDK in front of it; both end after the file's tests. */
export async function aCosmos(options: Partial<CosmosOptions> = {}) {
  const dir = options.dir ?? (await aFolder());
  const service = await startCosmos({ port: 0, containers: [], allowManagement: true, ...options, dir });
  const client = new CosmosClient(service.connectionString);
  afterAll(async () => {
    client.dispose();
    await service.stop();
  });
  return { dir, service, client };
}

/** A container `db/items` with the key `/x`, TTL on request only. */
export async function aContainer(options: Partial<CosmosOptions> = {}) {
  const description = { database: 'db', id: 'items', partitionKey: '/x', defaultTtlSeconds: -1 };
  const cosmos = await aCosmos({ containers: [description], ...options });
  return { ...cosmos, container: cosmos.client.database('db').container('items') };
}

/** The status code of a call that fails or does not. */
export async function statusOf(call: Promise<{ statusCode?: number | undefined }>): Promise<number | undefined> {
  try {
    return (await call).statusCode;
  } catch (error) {
    return (error as { code?: number }).code;
  }
}

/** The message of a call that must fail. */
export async function messageOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => {
      throw new Error('The call was expected to fail');
    },
    (error: unknown) => (error as Error).message,
  );
}

/** Everything a query answers, as the SDK pages through it. */
export async function all(container: Container, query: string, partitionKey?: string): Promise<unknown[]> {
  const options = partitionKey === undefined ? {} : { partitionKey };
  return (await container.items.query(query, options).fetchAll()).resources as unknown[];
}

/** The SDK types a start as a class that it never constructs. */
export function starting(from: unknown, more: ChangeFeedIteratorOptions = {}): ChangeFeedIteratorOptions {
  return { ...more, changeFeedStartFrom: from } as ChangeFeedIteratorOptions;
}

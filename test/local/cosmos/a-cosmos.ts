import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CosmosClient } from '@azure/cosmos';
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

import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Container, CosmosClient } from '@azure/cosmos';
import { afterAll, onTestFinished } from 'vitest';
import { startCosmos } from '../../../../src/local/cosmos/cosmos.ts';
import type { Signals } from '../../../../src/local/service.ts';
import { type HostOptions, imports, startIn, writeApp } from '../an-app.ts';

/** A Cosmos DB for the tests of one file, and apps that each follow a container of their own. Call it at the file's top level. */
export async function followers() {
  const signals: Signals = new EventEmitter();
  const names = Array.from({ length: 8 }, (_, n) => `items${n}`);
  const dir = mkdtempSync(path.join(tmpdir(), 'cosmos-'));
  const containers = [...names.map((id) => ({ id, partitionKey: '/k' })), { id: 'leases', partitionKey: '/id' }];
  const cosmos = await startCosmos({
    dir,
    port: 0,
    signals,
    containers: containers.map((one) => ({ database: 'db', ...one })),
  });
  const client = new CosmosClient({ connectionString: cosmos.connectionString });
  afterAll(async () => {
    client.dispose();
    await cosmos.stop();
    await rm(dir, { recursive: true, force: true });
  });

  async function startFollower(folder: string, options: HostOptions) {
    const settings = { Cosmos: cosmos.connectionString };
    const app = await startIn(folder, { signals, settings, drainMs: 1000, ...options });
    onTestFinished(() => app.stop());
    const seen = () =>
      app.lines.flatMap(({ message }) => (message.startsWith('saw ') ? message.slice(4).split(',') : []));
    return { ...app, seen };
  }
  return {
    cosmos,
    client,
    signals,
    aFollower: (handler: string, trigger = '') => {
      const name = names.pop() ?? '';
      const folder = writeApp({
        'index.mjs': `${imports}
app.cosmosDB('follow', { connection: 'Cosmos', databaseName: 'db', containerName: '${name}', startFromBeginning: true, ${trigger}
  handler: async (items, context) => { ${handler} } });`,
      });
      const items = client.database('db').container(name);
      return { name, items, start: (options: HostOptions = {}) => startFollower(folder, options) };
    },
  };
}

/** The body of a handler that says which items it got. */
export const saw = "context.log('saw', items.map((item) => item.id).join());";

export async function create(container: Container, ...ids: string[]) {
  for (const id of ids) await container.items.create({ id, k: 'k' });
}

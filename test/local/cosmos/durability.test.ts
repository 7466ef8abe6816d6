import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { CosmosClient } from '@azure/cosmos';
import { expect, it } from 'vitest';
import { aCosmos, aFolder, all } from './a-cosmos.ts';

const entry = pathToFileURL('src/local/cosmos/cosmos.ts').href;

/** A server in a process of its own, so that it can be killed. */
async function aServerProcess(dir: string) {
  const script = `
    const { startCosmos } = await import(${JSON.stringify(entry)});
    const containers = [{ database: 'db', id: 'items', partitionKey: '/x' }];
    const { connectionString } = await startCosmos({ dir: ${JSON.stringify(dir)}, port: 0, containers });
    console.log(connectionString);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [connectionString] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, connectionString };
}

it('keeps every acknowledged write and no half batch when the process is killed in the middle of writing', async () => {
  const dir = await aFolder();
  const { child, connectionString } = await aServerProcess(dir);
  const client = new CosmosClient(connectionString);
  const { items } = client.database('db').container('items');
  const acknowledged: string[] = [];
  const enough = Promise.withResolvers<undefined>();
  const write = async (writer: number): Promise<void> => {
    for (let n = 0; ; n++) {
      const key = `w${writer}-${n}`;
      const create = (id: string) => ({ operationType: 'Create' as const, resourceBody: { id, x: key } });
      const { code } = await items.batch(['job', 'outbox'].map(create), key);
      if (code === 200) acknowledged.push(key);
      if (acknowledged.length === 60) enough.resolve(undefined);
    }
  };
  const writers = Promise.allSettled(Array.from({ length: 8 }, (_, writer) => write(writer)));
  await enough.promise;

  child.kill('SIGKILL');
  await Promise.all([once(child, 'exit'), writers]);
  client.dispose();

  const after = await aCosmos({ dir, containers: [{ database: 'db', id: 'items', partitionKey: '/x' }] });
  const container = after.client.database('db').container('items');
  const counts = (await all(container, 'SELECT c.x, COUNT(1) AS n FROM c GROUP BY c.x')) as { x: string; n: number }[];
  expect(counts.filter(({ n }) => n !== 2)).toEqual([]);
  const found = new Set(counts.map(({ x }) => x));
  expect(acknowledged.filter((key) => !found.has(key))).toEqual([]);
});

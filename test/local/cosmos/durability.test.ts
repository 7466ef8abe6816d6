import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Container, CosmosClient } from '@azure/cosmos';
import { expect, it, onTestFinished } from 'vitest';
import { seededRandom } from '../../../src/training/random.ts';
import { aFolder } from './a-cosmos.ts';

const kills = 20;
const writers = 6;

async function aServerProcess(dir: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'cosmos-process.ts'), dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // A check that fails leaves nothing behind.
  onTestFinished(() => void child.kill('SIGKILL'));
  const [connectionString] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, client: new CosmosClient(connectionString) };
}

/** By writer, how many batches were acknowledged. */
type Acknowledged = number[];

/** Writes until the server is gone: batch `n` creates job and outbox `n` and sets the counter to `n`. */
async function write(container: Container, writer: number, from: number, onBatch: (n: number) => void): Promise<void> {
  const x = `writer ${writer}`;
  for (let n = from; ; n++) {
    const { code } = await container.items.batch(
      [
        ...['job', 'outbox'].map((kind) => ({
          operationType: 'Create' as const,
          resourceBody: { id: `${kind} ${n}`, x, kind },
        })),
        { operationType: 'Upsert', resourceBody: { id: 'counter', x, kind: 'counter', n } },
      ],
      x,
    );
    if (code === 200) onBatch(n);
  }
}

/** What is stored for each writer; throws where a batch is there by halves, or an acknowledged one is not. */
async function check(container: Container, acknowledged: Acknowledged): Promise<number[]> {
  const { resources } = await container.items
    .query<{ x: string; kind: string; n?: number }>('SELECT c.x, c.kind, c.n FROM c')
    .fetchAll();
  return acknowledged.map((least, writer) => {
    const mine = resources.filter(({ x }) => x === `writer ${writer}`);
    const count = (kind: string) => mine.filter((item) => item.kind === kind).length;
    const stored = mine.find(({ kind }) => kind === 'counter')?.n ?? 0;
    expect([count('job'), count('outbox')]).toEqual([stored, stored]);
    expect(stored).toBeGreaterThanOrEqual(least);
    return stored;
  });
}

it(
  `keeps every acknowledged write and no half batch, killed ${kills} times in the middle of writing`,
  { timeout: 300_000 },
  async () => {
    const dir = await aFolder();
    const random = seededRandom(20);
    let acknowledged: Acknowledged = Array.from({ length: writers }, () => 0);
    for (let kill = 0; kill < kills; kill++) {
      const { child, client } = await aServerProcess(dir);
      const container = client.database('db').container('items');
      acknowledged = await check(container, acknowledged);
      const enough = Promise.withResolvers<undefined>();
      let left = random.integer(1, 30);
      const writing = acknowledged.map((stored, writer) =>
        write(container, writer, stored + 1, (n) => {
          acknowledged[writer] = n;
          if (--left === 0) enough.resolve(undefined);
        }),
      );
      await Promise.race([enough.promise, ...writing]);

      child.kill('SIGKILL');
      await Promise.all([once(child, 'exit'), Promise.allSettled(writing)]);
      client.dispose();
    }

    const { child, client } = await aServerProcess(dir);
    const stored = await check(client.database('db').container('items'), acknowledged);
    expect(Math.min(...stored)).toBeGreaterThan(0);
    client.dispose();
    child.kill();
    await once(child, 'exit');
  },
);

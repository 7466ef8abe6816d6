import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CosmosClient } from '@azure/cosmos';
import { EventHubProducerClient } from '@azure/event-hubs';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { page } from '../page.ts';
import { startLocal, target } from '../target.ts';
import { of, openWitness, type Report } from './witness.ts';

/** Several hosts of one app, each a process, on services that are another one. */
const app = join(import.meta.dirname, 'app-triggers');

const witness = await openWitness();
const services = await target(['--only=storage,cosmos,event-hubs', `--resources=${join(app, 'resources.json')}`]);
const producer = new EventHubProducerClient(services.eventHubs, 'many');
afterAll(() => producer.close());

async function aHost(...args: string[]) {
  const { storage, cosmos, eventHubs } = services;
  const host = await startLocal([
    '--only=functions',
    `--app=${app}`,
    `--setting=WITNESS=${witness.url}`,
    `--setting=AzureWebJobsStorage=${storage}`,
    `--setting=Storage=${storage}`,
    `--setting=Cosmos=${cosmos}`,
    `--setting=Events=${eventHubs}`,
    '--setting=FAILING_QUEUE=failing',
    '--setting=YEARLY=0 0 0 1 1 *',
    ...args,
  ]);
  onTestFinished(() => host.end());
  return host;
}

let count = 0;
/** Sends an event to each of the two partitions. @returns the processes that ran them. */
async function handlers(): Promise<unknown[]> {
  const bodies = [`event ${++count}`, `event ${++count}`];
  await Promise.all(
    bodies.map((body, partition) => producer.sendBatch([{ body }], { partitionId: String(partition) })),
  );
  const seen = await Promise.all(bodies.map((body) => witness.seen(has(body))));
  return seen.map((reports) => reports.at(-1)?.['pid']);
}

const has = (body: string) => (report: Report) =>
  of('many')(report) && (report['messages'] as unknown[]).includes(body);

const client = new CosmosClient({ connectionString: services.cosmos });
afterAll(() => client.dispose());
const { items } = client.database('db').container('items');

const gave = (id: string) => (report: Report) =>
  of('items')(report) && (report['items'] as { id: string }[]).some((item) => item.id === id);

describe(page('event-hubs/event-processor-balance-partition-load'), () => {
  it("shares the partitions of a hub among hosts, the change feed is one host's, and a host that ends leaves its share to the others", async () => {
    const first = await aHost();
    const alone = await handlers();
    expect(new Set(alone).size).toBe(1);

    const second = await aHost();
    await expect.poll(async () => new Set(await handlers()).size, { timeout: 45_000 }).toBe(2);
    for (const id of ['a', 'b', 'c']) await items.create({ id, k: 'k' });
    await witness.seen(gave('c'));

    await first.end();
    await expect.poll(async () => (await handlers()).includes(alone[0]), { timeout: 45_000 }).toBe(false);
    await items.create({ id: 'd', k: 'k' });
    await witness.seen(gave('d'));
    await second.end();
    for (const id of ['a', 'b', 'c', 'd']) expect(witness.reports.filter(gave(id)), id).toHaveLength(1);
  });

  it('goes on after a kill where its checkpoints are, on its own partitions at once', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'killed-host-'));
    onTestFinished(() => rm(dir, { recursive: true, force: true }));
    const host = await aHost(`--dir=${dir}`);
    await handlers();
    const last = count;
    await handlers(); // a batch is given when the checkpoint of the one before is written
    host.child.kill('SIGKILL');
    await new Promise((resolve) => host.child.once('exit', resolve));
    await producer.sendBatch([{ body: 'while away' }], { partitionId: '0' });
    const before = witness.reports.length;

    await aHost(`--dir=${dir}`);
    await witness.seen(has('while away'));

    const again = witness.reports
      .slice(before)
      .filter(of('many'))
      .flatMap(({ messages }) => messages as string[]);
    expect(again.filter((body) => Number(body.split(' ')[1]) <= last)).toEqual([]);
  });
});

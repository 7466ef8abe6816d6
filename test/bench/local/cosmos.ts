import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type Container, CosmosClient } from '@azure/cosmos';
import { type Figure, atLeast, atMost, printFigures, progress, withUnit } from '../figures.ts';
import { forgetLater, leavingNothing } from '../leave-nothing.ts';
import { median } from '../percentile.ts';

/** Share of the static server's rate, and how much dearer many pages may be than one. */
const targets = { share: 0.6, pages: 1.5 };
const rounds = 5;
const callsPerRound = 1500;
/** As many callers as a busy worker has. */
const callers = 32;
const items = 10_000;

/**
 * The local Cosmos DB through the real SDK, beside a static server that answers the same bytes; both in processes of their own, their
 * rounds take turns. Writes are on the disk before they are answered.
 */
export async function benchCosmos(): Promise<readonly Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), 'docscore-bench-cosmos-'));
  forgetLater(dir);
  const started: ChildProcessByStdio<null, Readable, null>[] = [];
  const start = async (script: string, argument: string) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, script), argument], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    started.push(child);
    return ((await once(createInterface(child.stdout), 'line')) as [string])[0];
  };
  try {
    const connection = await start('../../local/cosmos/cosmos-process.ts', dir);
    const [, port = '', key = ''] = /127\.0\.0\.1:(\d+)\/;AccountKey=(.*);/.exec(connection) ?? [];
    const replayPort = await start('replay-process.ts', port);
    const [ours, theirs] = [containerAt(port, key), containerAt(replayPort, key)];
    return [
      ...(await points(ours, theirs)),
      ...(await pages(containerAt(port, key, 'pages'), containerAt(replayPort, key, 'pages'))),
    ];
  } finally {
    for (const child of started) child.kill();
  }
}

function containerAt(port: string, key: string, id = 'items'): Container {
  const connectionPolicy = { enableEndpointDiscovery: false };
  const client = new CosmosClient({ endpoint: `http://127.0.0.1:${port}/`, key, connectionPolicy });
  return client.database('db').container(id);
}

const text = 'x'.repeat(900);
let written = 0;
const write = ({ items }: Container) => items.create({ id: `w${written++}`, x: `k${written % 100}`, text });
const read = (container: Container) => container.item('read', 'k').read();

async function points(ours: Container, ceiling: Container): Promise<Figure[]> {
  await ours.items.create({ id: 'read', x: 'k', text });
  const figures: Figure[] = [];
  for (const [name, call] of [
    ['point reads', read],
    ['writes', write],
  ] as const) {
    progress(`Cosmos DB: ${name}`);
    const rates: { ours: number; ceiling: number }[] = [];
    // The first round warms both up.
    for (let round = 0; round <= rounds; round++)
      rates.push({ ours: await rateOf(() => call(ours)), ceiling: await rateOf(() => call(ceiling)) });
    const counted = rates.slice(1);
    figures.push(
      { name: `Cosmos DB ${name}`, value: withUnit(median(counted.map((rate) => rate.ours)), '/s') },
      { name: `  static server, same bytes`, value: withUnit(median(counted.map((rate) => rate.ceiling)), '/s') },
      atLeast('  share', median(counted.map((rate) => rate.ours / rate.ceiling)), targets.share, ''),
    );
  }
  return figures;
}

/** Calls per second. */
async function rateOf(call: () => Promise<unknown>): Promise<number> {
  let left = callsPerRound;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (left-- > 0) await call();
    }),
  );
  return callsPerRound / ((performance.now() - begun) / 1000);
}

async function pages(container: Container, ceiling: Container): Promise<Figure[]> {
  progress('Cosmos DB: pages');
  for (let n = 0; n < items; n += 100) await container.items.batch(hundred(n), `p${n % 1000}`);
  const times: { small: number; large: number; floor: number }[] = [];
  // The first round warms up.
  for (let round = 0; round <= rounds; round++)
    times.push({
      small: await readAllMs(container, 100),
      large: await readAllMs(container, items),
      floor: await readAllMs(ceiling, 100),
    });
  const counted = times.slice(1);
  return [
    { name: `Cosmos DB, ${items} items in one page`, value: withUnit(median(counted.map(({ large }) => large)), 'ms') },
    { name: '  in pages of 100', value: withUnit(median(counted.map(({ small }) => small)), 'ms') },
    { name: '    static server, same pages', value: withUnit(median(counted.map(({ floor }) => floor)), 'ms') },
    { name: '    share', value: withUnit(median(counted.map(({ small, floor }) => floor / small)), '') },
    atMost('  ratio', median(counted.map(({ small, large }) => small / large)), targets.pages, ''),
  ];
}

/** Items of about 350 bytes: 10,000 of them just fit into the 4 MB of a page. */
const hundred = (from: number) =>
  Array.from({ length: 100 }, (_, at) => ({
    operationType: 'Create' as const,
    resourceBody: { id: `i${from + at}`, x: `p${from % 1000}`, text: 'x'.repeat(80) },
  }));

async function readAllMs(container: Container, maxItemCount: number): Promise<number> {
  const begun = performance.now();
  const query = container.items.query('SELECT * FROM c', { maxItemCount });
  let pageCount = 0;
  let read = 0;
  for (; query.hasMoreResults(); pageCount++) read += (await query.fetchNext()).resources.length;
  const ms = performance.now() - begun;
  if (read !== items || Math.abs(pageCount - items / maxItemCount) > 1)
    throw new Error(`${read} items came in ${pageCount} pages of ${maxItemCount}`);
  return ms;
}

if (import.meta.main) await leavingNothing(async () => printFigures('bench:local, Cosmos DB', await benchCosmos()));

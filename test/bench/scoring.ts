/**
 * Scoring over HTTP beside other servers, interleaved in one run: each round loads every server once, so that a busy moment of the
 * machine meets all of them.
 *
 *     npm run bench:scoring -- [--python <interpreter>] [--seconds 2] [--rounds 3] [--connections 1,16,64] [--batch 1,32]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { atLeast, atMost, printFigures, progress, withUnit, type Figure } from './figures.ts';
import { median } from './percentile.ts';
import { benched, bodiesFor, type Kind } from './scoring/cases.ts';
import type { Load, Orders } from './scoring/load-process.ts';
import { cpuTimeMs } from './scoring/cpu-time.ts';
import { docscore, nodeServer, pythonServer, type Server } from './scoring/servers.ts';

const { values: options } = parseArgs({
  options: {
    python: { type: 'string' },
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '1,16,64' },
    batch: { type: 'string', default: '1,32' },
  },
});
const numbers = (text: string) => text.split(',').map(Number);

/** A load, and what the server computed for each request, in µs: what a busy machine changes least; NaN without /proc. */
interface Measured extends Load {
  readonly cpuMicros: number;
}

const servers: Server[] = [await docscore()];
try {
  for (const kind of ['text', 'tabular'] as const) {
    servers.push(await nodeServer('plain', kind), await nodeServer('fastify', kind));
    if (options.python !== undefined) servers.push(await pythonServer(options.python, kind));
  }
  for (const kind of ['text', 'tabular'] as const)
    for (const batch of numbers(options.batch))
      for (const connections of numbers(options.connections))
        printFigures(`${kind}, batch ${batch}, ${connections} connections`, await measure(kind, batch, connections));
} finally {
  for (const server of servers) await server.stop();
}

async function measure(kind: Kind, batch: number, connections: number): Promise<Figure[]> {
  const bodies = bodiesFor(benched[kind], batch);
  const among = servers.filter(({ kinds }) => kinds.includes(kind));
  const loads = new Map<string, Measured[]>(among.map(({ name }) => [name, []]));
  for (const server of among) await answerOnce(server, kind);
  // The first round warms up.
  for (let round = 0; round <= Number(options.rounds); round += 1)
    for (const { name, url, headers, pid } of among) {
      const seconds = round === 0 ? 1 : Number(options.seconds);
      const before = (await cpuTimeMs(pid)) ?? NaN;
      const result = await load({ url: url(benched[kind]), headers, bodies, connections, seconds });
      const cpuMicros = (((await cpuTimeMs(pid)) ?? NaN) - before) * (1000 / result.answered);
      if (result.failed > 0) throw new Error(`${name}: ${result.failed} requests failed`);
      progress(`${kind} × ${batch}, ${connections} connections, round ${round}: ${name} ${perSecond(result)}`);
      if (round > 0) loads.get(name)?.push({ ...result, cpuMicros });
    }
  return figuresOf(loads, batch, connections);
}

function perSecond(result: Load): string {
  return withUnit(result.perSecond, '/s');
}

/** The first request of a model may wait until it is loaded. */
async function answerOnce({ name, url, headers }: Server, kind: Kind): Promise<void> {
  const [body = ''] = bodiesFor(benched[kind], 1, 1);
  const init = { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } };
  const answer = await fetch(url(benched[kind]), init);
  if (!answer.ok) throw new Error(`${name} answers ${answer.status}: ${await answer.text()}`);
}

async function load(orders: Orders): Promise<Load> {
  const child = fork(join(import.meta.dirname, 'scoring/load-process.ts'));
  child.send(orders);
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`${orders.url} could not be loaded`)));
  ended.catch(() => undefined);
  const [result] = (await Promise.race([once(child, 'message'), ended])) as [Load];
  return result;
}

/** The targets of issue 5, "Shown by" 8, hold at 16 connections. */
function figuresOf(loads: ReadonlyMap<string, readonly Measured[]>, batch: number, connections: number): Figure[] {
  const middle = (name: string, figure: keyof Measured) => median((loads.get(name) ?? []).map((one) => one[figure]));
  const beside = (other: string) =>
    median(
      (loads.get('docscore') ?? []).map((one, round) => one.perSecond / (loads.get(other)?.[round]?.perSecond ?? 0)),
    );
  const target = (name: string, value: number, limit: number) =>
    connections === 16 ? atLeast(name, value, limit, '') : { name, value: withUnit(value, '') };
  const tail = middle('docscore', 'p99Ms') / middle('docscore', 'p50Ms');
  return [
    ...[...loads.keys()].map((name) => ({
      name,
      value: `${withUnit(middle(name, 'perSecond'), '/s')}, p50 ${withUnit(middle(name, 'p50Ms'), 'ms')}, p99 ${withUnit(middle(name, 'p99Ms'), 'ms')}, ${withUnit(middle(name, 'cpuMicros'), 'µs')} of CPU`,
    })),
    target('docscore beside plain node:http', beside('plain'), batch === 1 ? 0.45 : 0.5),
    { name: 'docscore beside fastify with onnxruntime', value: withUnit(beside('fastify'), '') },
    ...(loads.has('fastapi') ? [target('docscore beside fastapi', beside('fastapi'), 2.5)] : []),
    connections === 16
      ? atMost('docscore, p99 beside p50', tail, 5, '×')
      : { name: 'docscore, p99 beside p50', value: withUnit(tail, '×') },
  ];
}

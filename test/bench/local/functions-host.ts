/** Requests per second of the Functions host beside plain node:http and Express with the same trivial handler. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { atLeast, type Figure, printFigures, progress, withUnit } from '../figures.ts';
import { median } from '../percentile.ts';

const kinds = ['plain', 'express', 'buffered', 'streamed'] as const;
type Kind = (typeof kinds)[number];

const connections = 32;
const rounds = 5;
const seconds = 2;

/** Issue 4, "Shown by" 10: the share of plain node:http that the host must reach. */
const targetShare = 0.2;

interface Load {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  failed: number;
}

if (import.meta.main) printFigures('Functions host', await benchFunctionsHost());

/** Interleaved: each round loads every server once, so that a busy moment of the machine meets all of them. */
export async function benchFunctionsHost(): Promise<Figure[]> {
  const servers = await Promise.all(kinds.map(start));
  try {
    for (const { kind, port } of servers) await load(port, `warm up ${kind}`);
    const loads: Record<Kind, Load[]> = { plain: [], express: [], buffered: [], streamed: [] };
    for (let round = 1; round <= rounds; round++)
      for (const { kind, port } of servers) loads[kind].push(await load(port, `round ${round}: ${kind}`));
    return figuresOf(loads);
  } finally {
    for (const { child } of servers) child.disconnect();
  }
}

async function start(kind: Kind) {
  const child = fork(join(import.meta.dirname, 'functions-host-server-process.ts'), [kind]);
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`The ${kind} server did not start`)));
  ended.catch(() => undefined);
  const [port] = (await Promise.race([once(child, 'message'), ended])) as [number];
  return { kind, port, child };
}

/** The generator is a process of its own: it takes no time from the servers' event loops. */
async function load(port: number, what: string): Promise<Load> {
  const url = `http://127.0.0.1:${port}/hello`;
  const generator = join(import.meta.dirname, 'functions-host-load-process.ts');
  const [result] = (await once(fork(generator, [url, `${connections}`, `${seconds}`]), 'message')) as [Load];
  if (result.failed > 0) throw new Error(`${what}: ${result.failed} requests failed or were not 2xx`);
  progress(`${what}: ${result.perSecond.toFixed(0)} requests/s`);
  return result;
}

function figuresOf(loads: Record<Kind, Load[]>): Figure[] {
  const middle = (kind: Kind, figure: keyof Load) => median(loads[kind].map((one) => one[figure]));
  const share = (kind: Kind) =>
    median(loads[kind].map(({ perSecond }, round) => perSecond / (loads.plain[round]?.perSecond ?? 0)));
  return [
    ...kinds.map((kind) => ({
      name: `${kind}, ${connections} connections`,
      value: `${withUnit(middle(kind, 'perSecond'), '/s')}, p50 ${middle(kind, 'p50Ms')} ms, p99 ${middle(kind, 'p99Ms')} ms`,
    })),
    { name: 'express beside plain node:http', value: withUnit(share('express'), '') },
    atLeast('host, buffered, beside plain node:http', share('buffered'), targetShare, ''),
    atLeast('host, streamed, beside plain node:http', share('streamed'), targetShare, ''),
  ];
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { atLeast, printFigures, progress, type Figure } from '../figures.ts';
import { forgetLater, leavingNothing } from '../leave-nothing.ts';
import { median } from '../percentile.ts';

/** Events of 1 KB per direction and round. */
const EVENTS = 60_000;
const ROUNDS = 3;
const TARGET = 15_000;

/**
 * Events of 1 KB per second through the real SDK, in and out: the local Event Hubs (every batch flushed to the disk before it is
 * acknowledged) beside a server that only settles, in turns. Server and client are processes of their own; medians of three rounds.
 */
export async function benchEventHubs(): Promise<Figure[]> {
  const rounds: Round[] = [];
  for (let n = 1; n <= ROUNDS; n++) {
    progress(`Event Hubs, round ${n} of ${ROUNDS}`);
    rounds.push(await oneRound());
  }
  const middle = (of: (round: Round) => number) => median(rounds.map(of));
  return (['in', 'out'] as const).flatMap((direction) => [
    atLeast(
      `Event Hubs, events of 1 KB ${direction}`,
      middle(({ served }) => served[direction]),
      TARGET,
      '/s',
    ),
    {
      name: `  of what the client does with a server that only settles`,
      value: middle(({ served, ceiling }) => served[direction] / ceiling[direction]).toFixed(2),
    },
  ]);
}

interface Rates {
  in: number;
  out: number;
}

interface Round {
  served: Rates;
  ceiling: Rates;
}

async function oneRound(): Promise<Round> {
  const dir = await mkdtemp(join(tmpdir(), 'docscore-bench-hubs-'));
  forgetLater(dir);
  const servers = [
    await startScript('event-hubs-server-process.ts', dir),
    await startScript('event-hubs-server-process.ts'),
  ];
  try {
    const [served, ceiling] = [servers[0]?.line ?? '', servers[1]?.line ?? ''];
    const rates = { served: { in: 0, out: 0 }, ceiling: { in: 0, out: 0 } };
    for (const direction of ['in', 'out'] as const) {
      rates.ceiling[direction] = await rate(direction, ceiling);
      rates.served[direction] = await rate(direction, served);
    }
    return rates;
  } finally {
    await Promise.all(servers.map(({ child }) => end(child)));
  }
}

async function rate(direction: string, connectionString: string): Promise<number> {
  const { child, line } = await startScript(
    'event-hubs-client-process.ts',
    direction,
    connectionString,
    String(EVENTS),
  );
  await end(child);
  return Number(line);
}

/** Resolves with the first line that a script prints. */
async function startScript(script: string, ...args: string[]): Promise<{ child: ChildProcess; line: string }> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, line };
}

async function end(child: ChildProcess): Promise<void> {
  const exited = child.exitCode ?? child.signalCode ?? once(child, 'exit');
  child.kill();
  await exited;
}

if (import.meta.main) await leavingNothing(async () => printFigures('bench:local, Event Hubs', await benchEventHubs()));

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { anyPorts } from '../fixtures/any-ports.ts';

const bin = join(import.meta.dirname, '../../bin/docscore.mjs');
/** How often it is asked whether it is ready, in ms: the error of the figure. */
const askEveryMs = 20;

/** Both in ms since the process was spawned. */
export interface SampleStart {
  readonly readyMs: number;
  readonly endedMs: number;
  /** What it says of the samples. */
  readonly outcome: string;
}

/**
 * `docscore start` with the samples, in a folder of its own, until the last sample has ended; then Ctrl-C.
 *
 * @param compileCache Where Node keeps compiled code: an empty folder is a machine that never ran docscore.
 * @throws Error with what it printed when it ends early or an answer is wrong.
 */
export async function startWithSamples(home: string, compileCache: string): Promise<SampleStart> {
  const spawned = performance.now();
  const child = spawn(process.execPath, [bin, 'start', ...anyPorts], {
    cwd: home,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      TMPDIR: tmpdir(),
      NO_COLOR: '1',
      NODE_COMPILE_CACHE: compileCache,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = new AbortController();
  child.once('exit', () => gone.abort());
  const [ready, told] = await Promise.all([untilReady(home, gone.signal), untilTold(child)]);
  const exited = once(child, 'exit');
  child.kill('SIGINT');
  await exited;
  return { readyMs: ready - spawned, endedMs: told.at - spawned, outcome: told.outcome };
}

/** `GET /api/health/ready` answers 200. */
async function untilReady(home: string, gone: AbortSignal): Promise<number> {
  while (!gone.aborted) {
    const running = await readRunning(home);
    if (running && (await isReady(running))) return performance.now();
    await delay(askEveryMs);
  }
  throw new Error('docscore ended before it was ready');
}

interface Running {
  readonly url: string;
  readonly keys: { readonly default: string };
}

async function readRunning(home: string): Promise<Running | undefined> {
  const json = await readFile(join(home, '.docscore/running.json'), 'utf8').catch(() => undefined);
  return json === undefined ? undefined : (JSON.parse(json) as Running);
}

async function isReady({ url, keys }: Running): Promise<boolean> {
  const answer = await fetch(`${url}/api/health/ready`, { headers: { 'x-functions-key': keys.default } }).catch(
    () => undefined,
  );
  await answer?.arrayBuffer();
  return answer?.status === 200;
}

/** When it says how the samples ended, and what. */
async function untilTold(child: ChildProcess): Promise<{ at: number; outcome: string }> {
  const lines: string[] = [];
  let at = 0;
  let outcome = '';
  if (!child.stdout) throw new Error('docscore has no output');
  child.stderr?.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (/\d+ scored, \d+ rejected/.test(line)) [at, outcome] = [performance.now(), line.replace(/ in .*/, '').trim()];
    const answers = /(\d+) of (\d+) answers equal/.exec(line);
    if (!answers) continue;
    if (answers[1] !== answers[2]) throw new Error(`Wrong answers:\n${lines.join('\n')}`);
    return { at, outcome };
  }
  throw new Error(`docscore ended before its samples did:\n${lines.join('\n')}`);
}

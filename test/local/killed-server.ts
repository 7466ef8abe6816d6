import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** One of several writers at a server's door. */
interface Writer {
  /** What the server process said first. */
  readonly address: string;
  readonly life: number;
  readonly number: number;
  /** To be called when the server has acknowledged a write. */
  acknowledged(): void;
}

const WRITERS = 6;

/**
 * Starts a server as a process of its own, again and again in one folder, and kills it with -9 each time while six writers are at it:
 * after a few acknowledged writes, each life another number of them.
 *
 * @param script Is given `dir`, and prints the server's address when it listens.
 * @param write Goes on until the server is gone, that is until it throws.
 */
export async function killUnderLoad(
  script: URL,
  { dir, lives }: { dir: string; lives: number },
  write: (writer: Writer) => Promise<never>,
): Promise<void> {
  for (let life = 0; life < lives; life++) {
    const { child, address } = await startProcess(script, dir);
    let left = 5 + ((life * 7) % 13);
    const acknowledged = () => {
      if (--left === 0) child.kill('SIGKILL');
    };
    const exited = once(child, 'exit');
    const writers = Array.from({ length: WRITERS }, (_, number) => write({ address, life, number, acknowledged }));
    const ends = await Promise.allSettled(writers);
    if (left > 0) throw new Error('The writers ended before the server was killed', { cause: ends });
    await exited;
  }
}

/** The process ends with the test. */
async function startProcess(script: URL, dir: string) {
  const child = spawn(process.execPath, [fileURLToPath(script), dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [address] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, address };
}

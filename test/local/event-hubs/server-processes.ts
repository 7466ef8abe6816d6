import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** A server in a process of its own: hub `orders` with two partitions. */
export interface ServerProcess {
  readonly child: ChildProcess;
  readonly connectionString: string;
  readonly exited: Promise<unknown>;
}

/** Starts one on a free port when it is called for; its process loads the code meanwhile. */
export function aPreparedServer(dir: string): () => Promise<ServerProcess> {
  const script = fileURLToPath(new URL('./server-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, dir], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  return async () => {
    child.stdin.write('start\n');
    const [connectionString] = (await once(createInterface(child.stdout), 'line')) as [string];
    return { child, connectionString, exited };
  };
}

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

interface Script {
  readonly script: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly hear: (line: string) => void;
  /** Ends it: first politely, then for good. */
  readonly signal: AbortSignal;
}

/** Between the polite end and the other, in ms; an agent gives as much. */
const politeMs = 7_500;

/** Runs a script as the agent does, in a process group of its own: `bash --noprofile --norc -eo pipefail`. @returns The exit code. */
export async function runShell({ script, folder, env, hear, signal }: Script): Promise<number> {
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const end = (how: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, how);
    } catch {
      // It has ended.
    }
  };
  const cancel = () => {
    end('SIGINT');
    setTimeout(() => end('SIGKILL'), politeMs).unref();
  };
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  const lines = [child.stdout, child.stderr].map(async (stream) => {
    for await (const line of createInterface({ input: stream })) hear(line);
  });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once('error', reject);
  child.once('close', (code) => resolve(code ?? 1));
  try {
    const code = await promise;
    await Promise.all(lines);
    return code;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

export interface PartDescription {
  readonly name: string;
  /** The docscore of a copy, and what it is to start. */
  readonly bin: string;
  readonly options: readonly string[];
  readonly cwd: string;
  readonly logFile: string;
  /** Each line that it says, as it says it. */
  readonly onLine?: (line: string) => void;
}

/** One `docscore local`, in a process group of its own; started again as often as wanted. It ends when this process does. */
export interface Part {
  readonly name: string;
  /** The first line on stdout of its present or last life: where it is. */
  readonly addresses: Record<string, unknown>;
  /** Whether it has said that it is ready, and lives. */
  readonly isUp: boolean;
  readonly pid: number;
  /** Resolves when it is ready. @throws Error with its last lines when it ends before. */
  start(): Promise<void>;
  /** `kill -9` of the process alone; what it has started must go by itself. */
  kill(): Promise<void>;
  /** A signal for the whole group. */
  signal(signal: NodeJS.Signals): void;
  /** Ends the whole group for good. */
  end(): Promise<void>;
}

/** @param onDeath Told when it ends although nobody killed it. */
export function createPart(description: PartDescription, onDeath: (name: string, how: string) => void): Part {
  const { name, bin, options, cwd, logFile, onLine } = description;
  const command = [bin, 'local', '--json', '--end-with-stdin', ...options];
  const log = createWriteStream(logFile, { flags: 'a' });
  let child: ChildProcess | undefined;
  let gone: Promise<unknown> = Promise.resolve();
  let addresses: Record<string, unknown> = {};
  let isUp = false;
  let isWanted = false;
  const toGroup = (signal: NodeJS.Signals) => {
    try {
      if (child?.pid !== undefined) process.kill(-child.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  return {
    name,
    get addresses() {
      return addresses;
    },
    get isUp() {
      return isUp;
    },
    get pid() {
      return child?.pid ?? -1;
    },
    async start() {
      const started = spawn(process.execPath, command, { cwd, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
      child = started;
      isWanted = true;
      gone = once(started, 'exit').then(([code, signal]) => {
        isUp = false;
        if (isWanted && child === started) onDeath(name, String(signal ?? code));
      });
      log.write(`--- ${name} starts as ${String(started.pid)}\n`);
      const said = linesOf(started, log, onLine);
      const first = await Promise.race([said.first, gone]);
      if (typeof first !== 'string') throw new Error(`${name} ended before it was ready:\n${said.last().join('\n')}`);
      addresses = JSON.parse(first) as Record<string, unknown>;
      isUp = true;
    },
    async kill() {
      isWanted = false;
      isUp = false;
      child?.kill('SIGKILL');
      await gone;
    },
    signal: toGroup,
    async end() {
      isWanted = false;
      toGroup('SIGKILL');
      await gone;
      log.end();
    },
  };
}

/** Stdout's first line is for us; all else goes to the log. */
function linesOf(child: ChildProcess, log: WriteStream, onLine: PartDescription['onLine']) {
  const last: string[] = [];
  const { promise: first, resolve } = Promise.withResolvers<string>();
  const take = (line: string) => {
    log.write(`${new Date().toISOString()} ${line}\n`);
    last.push(line);
    if (last.length > 20) last.shift();
    onLine?.(line);
  };
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    const lines = createInterface({ input: stream, crlfDelay: Infinity });
    if (stream === child.stdout) lines.once('line', resolve);
    lines.on('line', take);
  }
  return { first, last: () => last };
}

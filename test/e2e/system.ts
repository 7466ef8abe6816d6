import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CosmosClient, type Container } from '@azure/cosmos';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { documentedDoor } from './documented-door.ts';
import { descendants } from './processes.ts';
import { anyPorts } from '../fixtures/any-ports.ts';

const bin = join(import.meta.dirname, '../../bin/docscore.mjs');

export type Role = 'reader' | 'operator' | 'release';

interface Running {
  readonly url: string;
  readonly connectionStrings: { readonly Storage: string; readonly Cosmos: string; readonly Events: string };
  readonly keys: { readonly master: string; readonly default: string; readonly systemEventGrid: string };
  readonly issuer: {
    readonly tokenUrl: string;
    readonly scope: string;
    readonly clients: Readonly<Record<Role, string>>;
  };
  /** Of faults and clock, with `--control=0`. */
  readonly controlUrl?: string;
}

/**
 * docscore as a person starts it, in a folder of its own. Whoever talks to it does so with the official SDKs and HTTP; `url` leads
 * through a door that looks at each answer.
 */
export interface System extends Running {
  /** Every line that it printed so far. */
  readonly lines: readonly string[];
  /** Answers so far that are otherwise than the system's OpenAPI document says. */
  readonly mistakes: ReadonlySet<string>;
  /** The next line, printed already or yet to come, that passes. */
  line(passes: (line: string) => boolean): Promise<string>;
  readonly pids: () => Promise<number[]>;
  readonly uploads: ContainerClient;
  readonly artifacts: ContainerClient;
  readonly documents: Container;
  /** `kill -9` of the main process alone. */
  kill(): Promise<void>;
  /** As Ctrl-C does. Fails when there are mistakes. */
  end(): Promise<void>;
}

export async function temporaryHome() {
  const path = await mkdtemp(join(tmpdir(), 'docscore-e2e-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/**
 * Starts the system in a folder; what was there before goes on.
 *
 * @param settings App settings that differ.
 * @param options Of the command, such as `--control=0`.
 */
export async function startSystem(
  home: string,
  settings: Record<string, string> = {},
  options: readonly string[] = [],
): Promise<System> {
  const first = join(home, 'first');
  await mkdir(first, { recursive: true });
  await writeFile(join(first, 'hello.txt'), 'I loved the soup, and the waiter was friendly.');
  const child = spawn(process.execPath, [bin, 'start', '--verbose', ...anyPorts, ...options, 'first'], {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: tmpdir(), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = linesOf(child);
  await output.line((line) => line.includes('ready at '));
  const running = JSON.parse(await readFile(join(home, '.docscore/running.json'), 'utf8')) as Running;
  const door = await documentedDoor(running.url, running.keys.default);
  const { end, ...others } = endsOf(child);
  return {
    ...{ ...running, url: door.url, mistakes: door.mistakes, ...output, ...clientsOf(running), ...others },
    async end() {
      await end();
      await door.close();
    },
  };
}

function clientsOf({ connectionStrings }: Running) {
  const blobs = BlobServiceClient.fromConnectionString(connectionStrings.Storage);
  const cosmos = new CosmosClient(connectionStrings.Cosmos);
  return {
    uploads: blobs.getContainerClient('documents'),
    artifacts: blobs.getContainerClient('artifacts'),
    documents: cosmos.database('docscore').container('documents'),
  };
}

function endsOf(child: ChildProcess) {
  const exit = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  const pid = child.pid ?? 0;
  return {
    pids: async () => [pid, ...(await descendants(pid))],
    kill: () => exit('SIGKILL'),
    end: () => exit('SIGINT'),
  };
}

function linesOf(child: ChildProcess) {
  const lines: string[] = [];
  const waiting = new Set<(line: string | undefined) => void>();
  let rest = '';
  const take = (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      lines.push(line);
      for (const notice of waiting) notice(line);
    }
  };
  child.stdout?.setEncoding('utf8').on('data', take);
  child.stderr?.setEncoding('utf8').on('data', take);
  child.once('exit', () => {
    for (const notice of waiting) notice(undefined);
  });
  const line = (passes: (line: string) => boolean) =>
    new Promise<string>((found, failed) => {
      const known = lines.find(passes);
      if (known !== undefined) {
        found(known);
        return;
      }
      const notice = (next: string | undefined) => {
        if (next !== undefined && !passes(next)) return;
        waiting.delete(notice);
        if (next === undefined)
          failed(new Error(`docscore ended before that line came:\n${lines.slice(-30).join('\n')}`));
        else found(next);
      };
      waiting.add(notice);
    });
  return { lines, line };
}

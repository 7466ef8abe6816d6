import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll } from 'vitest';

/** Where the services are that a suite checks; what it did not ask for is absent. */
export interface Target {
  /** Connection strings. */
  readonly cosmos: string;
  readonly eventHubs: string;
  readonly storage: string;
  /** A custom topic. */
  readonly eventGrid: { readonly endpoint: string; readonly key: string };
  readonly documentIntelligence: { readonly endpoint: string; readonly key: string };
  readonly keyVault: { readonly url: string; readonly token: string };
  readonly functions: { readonly url: string; readonly masterKey: string };
  /** Faults and clock; the cloud has none. */
  readonly control: string;
}

/**
 * What `CONTRACT_TARGET` says (JSON of a `Target`); else a `docscore local` of the file's own, in an empty folder, until its tests are over.
 *
 * To be called at a file's top level: Vitest runs no `afterAll` that a hook asks for.
 *
 * @param args For `docscore local`, such as `--only=cosmos`. `CONTRACT_ROOT` names another copy of the repository to start.
 */
export async function target(args: readonly string[]): Promise<Target> {
  const given = process.env['CONTRACT_TARGET'];
  if (given !== undefined) return JSON.parse(given) as Target;
  const { addresses, end } = await startLocal(args);
  afterAll(() => end());
  return addresses;
}

/** As `target`, but always a process of our own, for checks of what it prints and how it ends. */
export async function startLocal(args: readonly string[]) {
  const dir = await mkdtemp(join(tmpdir(), 'docscore-contract-'));
  const root = resolve(process.env['CONTRACT_ROOT'] ?? join(import.meta.dirname, '../..'));
  const ours = ['local', '--json', '--end-with-stdin', '--ports=0', `--dir=${dir}`];
  const command = [join(root, 'bin/docscore.mjs'), ...ours, ...args];
  // Its standard input ends with this process, however that ends: no server is left behind.
  const child = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'pipe'] });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const output = createInterface(child.stdout);
  const ended = once(child, 'exit');
  const end = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
    await rm(dir, { recursive: true, force: true });
  };
  const ready = await Promise.race([once(output, 'line'), ended.then(() => undefined)]);
  if (!ready) {
    await rm(dir, { recursive: true, force: true });
    throw new Error(`docscore local ${args.join(' ')} ended with ${String(child.exitCode)}:\n${said.join('')}`);
  }
  return { addresses: JSON.parse(String(ready[0])) as Target, child, said, end };
}

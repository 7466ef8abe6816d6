import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DocumentServer } from './document-server.ts';

const bin = resolve(import.meta.dirname, '../../bin/docscore.mjs');

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
}

/** The command as a process of its own, without a terminal, until it ends. */
export async function docscore(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return spawnDocscore(args, options).ended;
}

export function spawnDocscore(args: readonly string[], { cwd = tmpdir(), env = {} }: RunOptions = {}) {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((done, failed) => {
    child.once('error', failed);
    child.once('close', (exitCode) => done({ exitCode, stdout, stderr }));
  });
  /** Resolves once the standard output so far passes; fails when the process ends before. */
  const outputs = (passes: (stdout: string) => boolean) =>
    new Promise<void>((done, failed) => {
      const look = () => {
        if (passes(stdout)) done();
      };
      child.stdout.on('data', look);
      void ended.then(() => failed(new Error(`Ended before: ${stdout}${stderr}`)));
      look();
    });
  return { child, ended, outputs };
}

/** A folder of its own that goes when the test has ended. */
export async function temporaryFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'docscore-cli-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Calls the command against the server as a person would: by URL, key and token. */
export const talk = (server: DocumentServer, args: readonly string[], cwd?: string) =>
  docscore([...args, '--url', server.url], {
    env: { DOCSCORE_KEY: server.key, DOCSCORE_TOKEN: server.token },
    ...(cwd !== undefined && { cwd }),
  });

/** What `--output json` printed. */
export const jsonLines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

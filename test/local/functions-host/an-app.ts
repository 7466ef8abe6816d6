import { EventEmitter, once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { type FunctionsHost, startFunctionsHost } from '../../../src/local/functions-host/functions-host.ts';
import type { FunctionsHostOptions } from '../../../src/local/functions-host/host-options.ts';
import type { HostLog } from '../../../src/local/functions-host/host-log.ts';

const repositoryModules = path.resolve(import.meta.dirname, '../../../node_modules');

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The files of an app folder; `main` is `index.mjs` unless package.json says otherwise. */
export type AppFiles = Record<string, string | object>;

/** Writes an app into a folder of its own; `@azure/functions` is the repository's. */
export function writeApp(files: AppFiles): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'functions-app-'));
  folders.push(folder);
  const all = { 'package.json': { type: 'module', main: 'index.mjs' }, 'host.json': { version: '2.0' }, ...files };
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  symlinkSync(repositoryModules, path.join(folder, 'node_modules'));
  return folder;
}

/** A host with its app, and what it said. */
export interface RunningApp {
  host: FunctionsHost;
  folder: string;
  stateDir: string;
  lines: HostLog[];
  /** The first line, past or coming, whose message holds the text (after `from` lines). */
  said(text: string, from?: number): Promise<HostLog>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

export type HostOptions = Partial<FunctionsHostOptions>;

export function startApp(files: AppFiles, options: HostOptions = {}): Promise<RunningApp> {
  return startIn(writeApp(files), options);
}

/** Starts the host on an app that is written already. */
export async function startIn(folder: string, options: HostOptions = {}): Promise<RunningApp> {
  const stateDir = options.stateDir ?? path.join(folder, '.state');
  const lines: HostLog[] = [];
  const news = new EventEmitter();
  const log = (line: HostLog) => {
    lines.push(line);
    news.emit('line');
  };
  const host = await startFunctionsHost({
    appDir: folder,
    port: 0,
    settings: {},
    authorisation: false,
    ...options,
    stateDir,
    log,
  });
  return {
    host,
    folder,
    stateDir,
    lines,
    async said(text, from = 0) {
      for (;;) {
        const found = lines.slice(from).find(({ message }) => message.includes(text));
        if (found) return found;
        await once(news, 'line');
      }
    },
    fetch: (target, init) => fetch(`http://127.0.0.1:${host.port}${target}`, init),
    stop: () => host.stop(),
  };
}

/** The usual head of an app file. */
export const imports = `import { app, HttpResponse, input, output } from '@azure/functions';\n`;

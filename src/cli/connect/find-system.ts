import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { CliError, usageError } from '../exit.ts';
import { LocalIssuer, tokenSource, type TokenSource } from './tokens.ts';

/** A docscore that answers HTTP, here or in Azure. */
export interface System {
  /** Without a slash at its end. */
  readonly url: string;
  readonly key?: string | undefined;
  /** For routes that ask for a role. */
  readonly tokenFor: TokenSource;
}

export interface SystemOptions {
  readonly url?: string | undefined;
  readonly key?: string | undefined;
  readonly token?: string | undefined;
  readonly scope?: string | undefined;
}

/** The part of `.docscore/running.json` that matters here. */
const Running = z.object({
  pid: z.int(),
  url: z.url(),
  keys: z.object({ default: z.string() }).partial().optional(),
  issuer: LocalIssuer.optional(),
});

const howToStart = 'Start one with `npm start`, or name one with --url <url> (and --key or DOCSCORE_KEY).';

/**
 * Which docscore to talk to: the one named, else the one that runs in this folder or in one above it, else the repository's own.
 *
 * @param home The repository's folder.
 * @throws CliError 2 for a URL that is none, 3 when nothing runs.
 */
export async function findSystem(options: SystemOptions, cwd: string, home: string): Promise<System> {
  const { url, key } = options;
  if (url !== undefined) return { url: checkedUrl(url), key, tokenFor: tokenSource(options) };
  for (const folder of [...andAbove(cwd), home]) {
    const running = await readRunning(join(folder, '.docscore', 'running.json'));
    if (running && isAlive(running.pid))
      return {
        url: running.url.replace(/\/+$/, ''),
        key: key ?? running.keys?.default,
        tokenFor: tokenSource({ ...options, issuer: running.issuer }),
      };
  }
  throw new CliError(3, 'No docscore is running here', { next: howToStart });
}

/** For an address that nothing listens on. */
export const nobodyThere = (url: string, cause: unknown) =>
  new CliError(3, `Nothing answers at ${url}`, { cause, next: howToStart });

function checkedUrl(text: string): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) throw usageError(`--url ${text} is not an http(s) address`);
  return url.href.replace(/\/+$/, '');
}

function andAbove(folder: string): string[] {
  const here = resolve(folder);
  return dirname(here) === here ? [here] : [here, ...andAbove(dirname(here))];
}

async function readRunning(path: string): Promise<z.infer<typeof Running> | undefined> {
  const json = await readFile(path, 'utf8').catch(() => undefined);
  if (json === undefined) return undefined;
  try {
    return Running.parse(JSON.parse(json));
  } catch (error) {
    throw new CliError(1, `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      next: howToStart,
    });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { accepts } from '../event-grid/endpoint.ts';

/** `running.json` in the state folder: how other programs find the local cloud. Holds keys, so only the owner may read it. */
export const Running = z.object({
  pid: z.int(),
  startedAt: z.iso.datetime(),
  /** Of the Functions host. */
  url: z.url(),
  ports: z.record(z.string(), z.int()),
  connectionStrings: z.object({ Storage: z.string(), Cosmos: z.string(), Events: z.string() }),
  /** Of faults, clock and deployments; there only if it was asked for. */
  controlUrl: z.url().exactOptional(),
  /** Where tokens are to be had, with the secrets of its clients by their ids. */
  issuer: z.object({ tokenUrl: z.url(), scope: z.string(), clients: z.record(z.string(), z.string()) }).exactOptional(),
  keys: z.object({ master: z.string(), default: z.string(), systemEventGrid: z.string() }),
});
export type Running = z.infer<typeof Running>;

const fileIn = (dir: string) => join(dir, 'running.json');

/** Readers see the whole file or none. */
export async function writeRunning(dir: string, running: Running): Promise<void> {
  const draft = `${fileIn(dir)}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(running, undefined, 2)}\n`, { mode: 0o600 });
  await rename(draft, fileIn(dir));
}

export const removeRunning = (dir: string): Promise<void> => rm(fileIn(dir), { force: true });

/**
 * What runs on this folder now.
 *
 * @returns `undefined` when nothing does: no file, a file that makes no sense, a process that is gone, or a process of the same
 * number that does not answer there.
 */
export async function readRunning(dir: string): Promise<Running | undefined> {
  let running: Running;
  try {
    running = Running.parse(JSON.parse(await readFile(fileIn(dir), 'utf8')));
  } catch {
    return undefined;
  }
  return isAlive(running.pid) && (await accepts(running.url)) ? running : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

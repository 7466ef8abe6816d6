import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TimelineRecord } from './timeline.ts';

/** `run.json`: what others may know of a rehearsed run, now and later. */
export const RunFile = z.object({
  id: z.int(),
  file: z.string(),
  requestedBy: z.string(),
  pid: z.int(),
  /** Of the local Azure DevOps, while the run goes on. */
  devops: z.object({ url: z.string(), project: z.string(), tokens: z.record(z.string(), z.string()) }).exactOptional(),
  /** What is asked of a person now. */
  waiting: z
    .object({
      id: z.string(),
      environment: z.string(),
      approvers: z.array(z.string()),
      instructions: z.string(),
      expiresAt: z.iso.datetime(),
    })
    .exactOptional(),
  result: z.enum(['succeeded', 'failed', 'canceled']).exactOptional(),
  records: z.array(TimelineRecord),
});
export type RunFile = z.infer<typeof RunFile>;

/** Readers see the whole file or none. Only the owner reads it: it holds the tokens of a local server. */
export async function writeRunFile(folder: string, run: RunFile): Promise<void> {
  const file = join(folder, 'run.json');
  await writeFile(`${file}.draft`, `${JSON.stringify(run, undefined, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.draft`, file);
}

/** @returns undefined when there is no such run. */
export async function readRunFile(runs: string, id: number): Promise<RunFile | undefined> {
  const text = await readFile(join(runs, String(id), 'run.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : RunFile.parse(JSON.parse(text));
}

/** A folder for the next run. @returns Its number and path. */
export async function nextRun(runs: string): Promise<{ id: number; folder: string }> {
  await mkdir(runs, { recursive: true });
  const taken = (await readdir(runs)).map(Number).filter(Number.isInteger);
  const id = Math.max(0, ...taken) + 1;
  const folder = join(runs, String(id));
  // Taken by another at the same moment: an error, not a shared folder.
  await mkdir(folder);
  return { id, folder };
}

/** Numbers of all runs, latest first. */
export async function runNumbers(runs: string): Promise<number[]> {
  const names = await readdir(runs).catch(() => []);
  return names
    .map(Number)
    .filter(Number.isInteger)
    .sort((one, other) => other - one);
}

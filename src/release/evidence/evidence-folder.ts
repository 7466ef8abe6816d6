import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { append, parseEvidence, type Evidence } from './evidence.ts';
import type { NewEntry } from './entry.ts';

const file = 'evidence.json';

/** Where the evidence of a release lies during a job. */
export interface EvidencePlace {
  /** What ci made: package, models, infra, and the evidence as it began. */
  readonly drop: string;
  /** What this job writes to, and what earlier stages left, each in a folder of its own. */
  readonly folder: string;
}

/**
 * The evidence so far: the longest of this job's, of earlier stages' and of ci's. All must be about the same release, and each must be the
 * beginning of the longest.
 *
 * @throws Error that names the file that was changed, or two that differ.
 */
export async function readEvidence({ drop, folder }: EvidencePlace): Promise<Evidence> {
  const first = await readOne(join(drop, file));
  if (!first) throw new Error(`${join(drop, file)} is missing: make it with npm run package -- --out ${drop}`);
  let longest: Evidence = first;
  for (const path of [join(folder, file), ...(await earlier(folder))]) {
    const one = await readOne(path);
    if (!one) continue;
    if (one.digest !== first.digest) throw new Error(`${path} is of another release than ${join(drop, file)}`);
    const [short, long] = one.entries.length > longest.entries.length ? [longest, one] : [one, longest];
    const last = short.entries.at(-1);
    const isBeginning = !last || long.entries[short.entries.length - 1]?.digest === last.digest;
    if (!isBeginning) throw new Error(`${path} tells another story than the rest of the evidence`);
    longest = long;
  }
  return longest;
}

/** Puts an entry at the end of the evidence. @returns The evidence with it. */
export async function record(place: EvidencePlace, entry: NewEntry): Promise<Evidence> {
  const evidence = append(await readEvidence(place), entry);
  await writeEvidence(join(place.folder, file), evidence);
  return evidence;
}

/** Whole or not at all. */
export async function writeEvidence(path: string, evidence: Evidence): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, `${JSON.stringify(evidence, undefined, 2)}\n`);
  await rename(`${path}.new`, path);
}

async function earlier(folder: string): Promise<string[]> {
  const there = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return there.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name, file));
}

async function readOne(path: string): Promise<Evidence | undefined> {
  const json = await readFile(path, 'utf8').catch(() => undefined);
  return json === undefined ? undefined : parseEvidence(json, path);
}

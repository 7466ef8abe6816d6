import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Evidence, parseEvidence } from '../../evidence/evidence.ts';

/** The evidence that a run left, or why it cannot be believed. */
export interface FoundEvidence {
  /** The longest: every stage writes on what the ones before it wrote. */
  readonly evidence?: Evidence;
  readonly faults: readonly string[];
}

/** @param folder Of the run: `artifacts/evidence-<stage>-<attempt>/evidence.json` below it. */
export async function findEvidence(folder: string): Promise<FoundEvidence> {
  const artifacts = join(folder, 'artifacts');
  const names = await readdir(artifacts).catch(() => []);
  const faults: string[] = [];
  let longest: Evidence | undefined;
  for (const name of names.filter((one) => one.startsWith('evidence-')).sort()) {
    const text = await readFile(join(artifacts, name, 'evidence.json'), 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    try {
      const evidence = parseEvidence(text, `${name}/evidence.json`);
      if (!longest || evidence.entries.length > longest.entries.length) longest = evidence;
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { faults, ...(longest && { evidence: longest }) };
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExpandedPipeline } from '../pipeline/expanded.ts';
import { pageOf } from './page/page.ts';
import { findEvidence } from './page/read-evidence.ts';
import type { RunFile } from './run-folder.ts';

/**
 * Writes the run's page: stages, approvals, evidence, timeline and logs in one file that needs no other.
 *
 * @param folder Of the run.
 * @returns Its path.
 */
export async function writeRunPage(folder: string, run: RunFile, pipeline: ExpandedPipeline): Promise<string> {
  const path = join(folder, 'index.html');
  await writeFile(path, pageOf(run, pipeline, await findEvidence(folder)));
  return path;
}

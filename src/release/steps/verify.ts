import { readEvidence, writeEvidence } from '../evidence/evidence-folder.ts';
import { verifyDrop } from '../evidence/verify.ts';
import { join } from 'node:path';
import { ReleaseError } from '../run-program.ts';
import { setOutputs } from './pipeline-output.ts';
import type { StepContext, StepResult } from './step.ts';

/**
 * Refuses whatever was changed since ci made it: one byte in package, models, infrastructure or evidence is enough. Leaves the evidence so
 * far in this job's folder.
 *
 * @param expect Digest of the release as an earlier stage found it; empty: any.
 */
export async function verify(
  { place, env, say, print }: Omit<StepContext, 'environment' | 'az'>,
  { expect = '' }: { readonly expect?: string },
): Promise<StepResult> {
  const evidence = await readEvidence(place);
  const { digest, commit, package: built, entries } = evidence;
  if (expect !== '' && expect !== digest)
    throw new ReleaseError(`This is release ${digest.slice(0, 12)}, and an earlier stage had ${expect.slice(0, 12)}`);
  const source = env['BUILD_SOURCEVERSION'];
  if (source !== undefined && source !== commit)
    throw new ReleaseError(
      `The release is of commit ${commit.slice(0, 12)}, and these sources are of ${source.slice(0, 12)}`,
    );
  await verifyDrop(place.drop, evidence);
  await writeEvidence(join(place.folder, 'evidence.json'), evidence);
  say(`release ${digest.slice(0, 12)} of commit ${commit.slice(0, 12)} is as it was made`);
  for (const { at, environment, what } of entries) say(`  ${at}  ${environment}  ${what}`);
  const package_ = built?.contents ?? '';
  setOutputs('verify', { commit, digest, package: package_ }, print);
  return { commit, digest, package: package_, entries: entries.length };
}

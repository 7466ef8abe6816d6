import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256OfFile } from '../evidence/digest.ts';
import { readEvidence, record } from '../evidence/evidence-folder.ts';
import { ReleaseError } from '../run-program.ts';
import { deployZip } from './deploy-code.ts';
import { rollBackOwn, withdrawOwn } from './own-models.ts';
import { appOf, platformOf, type Platform } from './platform.ts';
import { releasesOf, type Deployed, type Releases } from './releases.ts';
import type { StepContext, StepResult } from './step.ts';
import { systemOf } from './system.ts';

/**
 * Goes back to what served before this release: the package that the app had, from container `releases`, and the model versions before. What
 * this release has not changed stays as it is; twice does no more than once.
 *
 * @throws ReleaseError when the app had no package before: then there is nothing to go back to.
 */
export async function rollBack(context: StepContext): Promise<StepResult> {
  const { az, place, environment, now, say } = context;
  const evidence = await readEvidence(place);
  const platform = await platformOf(context);
  const releases = releasesOf(az, platform.storageAccountName);
  const { current, earlier } = await releases.read('live');
  const hasPromoted = evidence.entries.some((entry) => entry.what === 'promoted' && entry.environment === environment);
  if (evidence.package && !current && !hasPromoted) {
    say(`${platform.liveAppName} never got a package: there is nothing to go back from`);
    return { changed: false, models: [] };
  }
  const isOurs = evidence.package !== undefined && current?.sha256 === evidence.package.sha256;
  const [before, ...rest] = earlier;
  if (isOurs && !before)
    throw new ReleaseError(`${platform.liveAppName} had no package before this one: there is nothing to go back to`, {
      next: 'Mend it and release again.',
    });
  if (isOurs && before) {
    await redeploy(context, platform, releases, before);
    await releases.write('live', { schema: 1, current: before, earlier: rest });
    say(
      `${appOf(platform, 'live').name} has ${before.sha256.slice(0, 12)} (commit ${before.commit.slice(0, 12)}) again`,
    );
  } else say(`${platform.liveAppName} does not have the package of this release: it stays`);
  const system = await systemOf(context, platform, 'live');
  const why = `release ${evidence.digest.slice(0, 12)} is rolled back`;
  const models = [...(await rollBackOwn(system, evidence, why)), ...(await withdrawOwn(system, evidence, why))];
  for (const { model, modelVersion } of models) say(`${model} ${modelVersion}: no longer serves`);
  await record(place, {
    ...{ at: now().toISOString(), environment, what: 'rolled-back', models },
    ...(isOurs && before && { from: current.sha256, to: before.sha256 }),
  });
  return { changed: isOurs, to: isOurs ? before?.sha256 : undefined, models };
}

async function redeploy(context: StepContext, platform: Platform, releases: Releases, before: Deployed): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'docscore-roll-back-'));
  try {
    const path = join(folder, 'docscore.zip');
    await releases.fetch(before.sha256, path);
    const found = await sha256OfFile(path);
    if (found !== before.sha256)
      throw new ReleaseError(
        `The kept package ${before.sha256.slice(0, 12)} was changed: it is ${found.slice(0, 12)} now`,
      );
    await deployZip(context, platform, { app: 'live', path, contents: before.contents });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

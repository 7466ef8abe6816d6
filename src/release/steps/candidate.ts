import { readEvidence, record } from '../evidence/evidence-folder.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { approvalsOfRun, saidBy } from './approvals.ts';
import { withdrawOwn } from './own-models.ts';
import { appOf, platformOf, type Platform } from './platform.ts';
import { releasesOf } from './releases.ts';
import type { AppName, StepContext, StepResult } from './step.ts';
import { systemOf } from './system.ts';

/** The release is over: the candidate app is stopped. */
export async function finish(context: StepContext): Promise<StepResult> {
  const { place, environment, now, say } = context;
  const evidence = await readEvidence(place);
  const platform = await platformOf(context);
  const isStopped = await stopCandidate(context, platform, evidence);
  say(isStopped ? `${platform.candidateAppName} is stopped` : 'The candidate is not of this release: it stays');
  await record(place, { at: now().toISOString(), environment, what: 'finished' });
  return { stopped: isStopped };
}

/**
 * Prod did not take the release: its models leave, the candidate app is stopped, and the audit says who rejected it and why. Only what is of
 * this release leaves.
 */
export async function withdrawCandidate(context: StepContext): Promise<StepResult> {
  const { az, place, environment, now, say } = context;
  const evidence = await readEvidence(place);
  const why = `${await whyOf(context)} (release ${evidence.digest.slice(0, 12)})`;
  const platform = await platformOf(context);
  const releases = releasesOf(az, platform.storageAccountName);
  // Before there is any code in prod, only the candidate can be asked.
  const app: AppName = (await releases.read('live')).current ? 'live' : 'candidate';
  const models = await withdrawOwn(await systemOf(context, platform, app), evidence, why);
  for (const { model, modelVersion } of models) say(`${model} ${modelVersion}: withdrawn, ${why}`);
  const isStopped = await stopCandidate(context, platform, evidence);
  say(isStopped ? `${platform.candidateAppName} is stopped` : 'The candidate app is not of this release: it stays');
  await record(place, { at: now().toISOString(), environment, what: 'withdrawn', why, app: isStopped, models });
  return { why, models, stopped: isStopped };
}

/** Stops the candidate app while it has this release's package, and forgets it. @returns Whether it did. */
async function stopCandidate({ az }: StepContext, platform: Platform, { package: built }: Evidence): Promise<boolean> {
  const releases = releasesOf(az, platform.storageAccountName);
  const { current, earlier } = await releases.read('candidate');
  if (!built || current?.sha256 !== built.sha256) return false;
  const { name } = appOf(platform, 'candidate');
  await az(['functionapp', 'stop', '--resource-group', platform.resourceGroup, '--name', name]);
  await releases.write('candidate', { schema: 1, earlier });
  return true;
}

/** What people said, else what can be told from their silence. At most 450 characters: the audit takes 500. */
async function whyOf(context: StepContext): Promise<string> {
  const approvals = await approvalsOfRun(context);
  if (!approvals) return 'withdrawn by hand';
  const { rejected, approved, isTimedOut, isCanceled } = approvals;
  if (rejected.length > 0) return `rejected by ${rejected.map(saidBy).join('; ')}`.slice(0, 450);
  if (isTimedOut) return 'nobody approved in time';
  if (isCanceled) return 'the run was cancelled';
  if (approved.length > 0) return `failed after ${approved.map(({ name }) => name).join(', ')} approved`.slice(0, 450);
  return 'the run was cancelled or failed before anybody was asked';
}

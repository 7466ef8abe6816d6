import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { ownIdentity } from '../../adapters/azure-clients.ts';
import { registerModel } from '../../adapters/blob-registry.ts';
import { rolloutClient, type RolloutClient } from '../../cli/connect/rollout-client.ts';
import type { RolloutDetail } from '../../domain/rollout-view.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { readEvidence, record } from '../evidence/evidence-folder.ts';
import { byVersion } from '../packaging/make-drop.ts';
import { platformOf, type Platform } from './platform.ts';
import { setOutputs } from './pipeline-output.ts';
import type { AppName, StepContext, StepResult } from './step.ts';
import { systemOf } from './system.ts';

interface Staged {
  readonly model: string;
  readonly modelVersion: string;
  readonly outcome: 'shadow' | 'first' | 'serves' | 'left';
  readonly why?: string;
}

/**
 * Registers the shipped model versions, and puts those that are newer than green into shadow, in the name of this release. A candidate of a
 * person is left alone; one of an earlier release is superseded.
 */
export async function stageModels(
  context: StepContext,
  { app = 'live' }: { readonly app?: AppName },
): Promise<StepResult> {
  const { place, environment, now, say, print } = context;
  const evidence = await readEvidence(place);
  const platform = await platformOf(context);
  const registry = registryOf(context, platform);
  const rollouts = rolloutClient(await systemOf(context, platform, app));
  const models: Staged[] = [];
  for (const { model, modelVersion, folder } of evidence.models) {
    const { outcome } = await registerModel(registry, join(place.drop, folder));
    const staged = await stage(rollouts, evidence, { model, modelVersion });
    say(`${model} ${modelVersion}: ${outcome}, ${staged.outcome}${staged.why === undefined ? '' : ` (${staged.why})`}`);
    models.push(staged);
  }
  await record(place, { at: now().toISOString(), environment, what: 'staged', models });
  const waiting = models.filter(({ outcome }) => outcome === 'shadow' || outcome === 'first');
  setOutputs('stage-models', { candidates: waiting.map((one) => `${one.model}/${one.modelVersion}`).join(',') }, print);
  return { models };
}

/** Container `models`: of setting `Storage` where it is set, else of the platform, as who is signed in. */
function registryOf({ env }: StepContext, { storageBlobUri }: Platform) {
  const connection = env['Storage'];
  const service = connection
    ? BlobServiceClient.fromConnectionString(connection)
    : new BlobServiceClient(storageBlobUri, ownIdentity()());
  return service.getContainerClient('models');
}

interface Shipped {
  readonly model: string;
  readonly modelVersion: string;
}

async function stage(rollouts: RolloutClient, { digest }: Evidence, shipped: Shipped): Promise<Staged> {
  const { model, modelVersion } = shipped;
  const now = await rollouts.find(model, { limit: 1 });
  const { outcome, why } = decide(now, modelVersion, digest);
  const staged = { ...shipped, outcome, ...(why !== undefined && { why }) };
  if (!now || outcome !== 'shadow' || now.blue?.releaseDigest === digest) return staged;
  const release = `release ${digest.slice(0, 12)}`;
  const free = now.blue
    ? await rollouts.change(model, { action: 'withdraw', why: `superseded by ${release}` }, now.etag)
    : now;
  await rollouts.change(model, { action: 'shadow', modelVersion, releaseDigest: digest, why: release }, free.etag);
  return staged;
}

/** What becomes of a shipped version, from what is there. */
function decide(now: RolloutDetail | undefined, modelVersion: string, digest: string): Pick<Staged, 'outcome' | 'why'> {
  if (!now) return { outcome: 'first' };
  const { green, blue, rolledBack = [] } = now;
  if (green.modelVersion === modelVersion) return { outcome: 'serves' };
  if (rolledBack.includes(modelVersion)) return { outcome: 'left', why: 'it was rolled back' };
  if (byVersion(green.modelVersion, modelVersion) > 0)
    return { outcome: 'left', why: `${green.modelVersion} serves, which is newer` };
  if (!blue || (blue.releaseDigest === digest && blue.modelVersion === modelVersion)) return { outcome: 'shadow' };
  if (blue.releaseDigest === undefined)
    return { outcome: 'left', why: `a person made ${blue.modelVersion} the candidate` };
  if (byVersion(blue.modelVersion, modelVersion) > 0)
    return { outcome: 'left', why: `${blue.modelVersion} is the candidate, which is newer` };
  return { outcome: 'shadow' };
}

import { rolloutClient } from '../../cli/connect/rollout-client.ts';
import type { System } from '../../cli/connect/find-system.ts';
import type { RolloutDetail } from '../../domain/rollout-view.ts';
import type { Evidence } from '../evidence/evidence.ts';

interface ModelVersion {
  readonly model: string;
  readonly modelVersion: string;
}

/** Takes the candidates of this release away. What is another's, or a person's, stays. @returns Which. */
export async function withdrawOwn(system: System, evidence: Evidence, why: string): Promise<ModelVersion[]> {
  const rollouts = rolloutClient(system);
  const withdrawn: ModelVersion[] = [];
  for (const { model } of evidence.models) {
    const now = await rollouts.find(model, { limit: 1 });
    if (!now?.blue || now.blue.releaseDigest !== evidence.digest) continue;
    await rollouts.change(model, { action: 'withdraw', why }, now.etag);
    withdrawn.push({ model, modelVersion: now.blue.modelVersion });
  }
  return withdrawn;
}

/** Goes back from each model version that this release let serve, to the one before. @returns Which were left. */
export async function rollBackOwn(system: System, evidence: Evidence, why: string): Promise<ModelVersion[]> {
  const rollouts = rolloutClient(system);
  const left: ModelVersion[] = [];
  for (const { model, modelVersion } of evidence.models) {
    const now = await rollouts.find(model, { limit: 20 });
    if (!now || now.green.modelVersion !== modelVersion || !wasPromotedBy(now, evidence.digest)) continue;
    if ((now.earlier ?? []).length === 0) continue;
    await rollouts.change(model, { action: 'rollback', why }, now.etag);
    left.push({ model, modelVersion });
  }
  return left;
}

/** Whether the present green came by this release. */
function wasPromotedBy({ green, history }: RolloutDetail, digest: string): boolean {
  const came = history.find(
    ({ from, to }) => to.green.modelVersion === green.modelVersion && from?.green.modelVersion !== green.modelVersion,
  );
  return came?.releaseDigest === digest;
}

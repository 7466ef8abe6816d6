import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { rolloutClient, type RolloutClient } from '../../cli/connect/rollout-client.ts';
import type { RolloutDetail } from '../../domain/rollout-view.ts';
import { canonicalJson, sha256 } from '../evidence/digest.ts';
import { readEvidence, record } from '../evidence/evidence-folder.ts';
import { platformOf } from './platform.ts';
import type { StepContext, StepResult } from './step.ts';
import { systemOf } from './system.ts';

const betweenMs = 5000;

/**
 * Green beside blue for each model version that this release has in shadow, into the evidence: what a person decides on.
 *
 * @param minutes How long to wait for a verdict other than "not enough data".
 */
export async function compareModels(
  context: StepContext,
  { minutes = 0 }: { readonly minutes?: number },
): Promise<StepResult> {
  const { place, environment, now, say } = context;
  const { models, digest } = await readEvidence(place);
  const rollouts = rolloutClient(await systemOf(context, await platformOf(context), 'live'));
  const until = now().getTime() + minutes * 60_000;
  const compared: StepResult[] = [];
  for (const { model, modelVersion } of models) {
    const rollout = await decided(rollouts, { model, digest, isLate: () => now().getTime() >= until });
    if (!rollout) continue;
    const { comparison } = rollout;
    const { verdict, says } = comparison?.decision ?? { verdict: 'not enough data', says: 'Nothing was compared' };
    const text = `${canonicalJson(comparison ?? {})}\n`;
    const entry = { what: 'compared', model, modelVersion, verdict, says, sha256: sha256(text) } as const;
    await record(place, { at: now().toISOString(), environment, ...entry });
    await writeFile(join(place.folder, `comparison-${model}.json`), text);
    say(`${model} ${modelVersion} beside ${rollout.green.modelVersion}: ${verdict}. ${says}`);
    compared.push({ model, modelVersion, verdict, says });
  }
  return { compared };
}

interface Wait {
  readonly model: string;
  readonly digest: string;
  readonly isLate: () => boolean;
}

/** The rollout, once the rule has said something or time is up; `undefined` when this release has no candidate. */
async function decided(rollouts: RolloutClient, { model, digest, isLate }: Wait): Promise<RolloutDetail | undefined> {
  for (;;) {
    const rollout = await rollouts.find(model, { limit: 1 });
    if (rollout?.blue?.releaseDigest !== digest) return undefined;
    if (isLate() || (rollout.comparison?.decision.verdict ?? 'not enough data') !== 'not enough data') return rollout;
    await delay(betweenMs);
  }
}

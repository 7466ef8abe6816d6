import { rolloutClient, type RolloutClient } from '../../cli/connect/rollout-client.ts';
import type { RolloutDetail } from '../../domain/rollout-view.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { readEvidence, record } from '../evidence/evidence-folder.ts';
import { ReleaseError } from '../run-program.ts';
import { saidBy } from './approvals.ts';
import { platformOf } from './platform.ts';
import type { StepContext, StepResult } from './step.ts';
import { systemOf } from './system.ts';

interface Promotion {
  readonly model: string;
  readonly modelVersion: string;
  readonly now: RolloutDetail | undefined;
}

/** As long as a reason may be. */
const longestWhy = 500;

/**
 * Lets the model versions that this release staged serve. Where the rule accepts, it is an ordinary promotion. Where there is not enough data,
 * the person who approved decides, and is named as the reason. Where the rule says keep, nothing is promoted, whoever approved.
 *
 * @throws ReleaseError when the rule says keep, or when nobody approved.
 */
export async function promoteModels(
  context: StepContext,
  { withoutApproval = false }: { readonly withoutApproval?: boolean },
): Promise<StepResult> {
  const { place, environment, now, say } = context;
  if (withoutApproval && environment !== 'dev') throw new ReleaseError('--without-approval is for dev only');
  const evidence = await readEvidence(place);
  const why = reasonOf(evidence, environment, withoutApproval);
  const rollouts = rolloutClient(await systemOf(context, await platformOf(context), 'live'));
  const due: Promotion[] = [];
  for (const { model, modelVersion } of evidence.models) {
    const rollout = await rollouts.find(model, { limit: 1 });
    const reason = notDue(rollout, modelVersion, evidence.digest);
    if (reason === undefined) due.push({ model, modelVersion, now: rollout });
    else say(`${model} ${modelVersion}: ${reason}`);
  }
  mustNotBeKeptOut(due);
  for (const promotion of due) {
    await promote(rollouts, promotion, evidence.digest, why);
    say(`${promotion.model} ${promotion.modelVersion}: serves now, ${why}`);
  }
  const models = due.map(({ model, modelVersion }) => ({ model, modelVersion }));
  if (due.length === 0 && !evidence.package && !evidence.entries.some(({ what }) => what === 'promoted'))
    throw new ReleaseError('None of the models can be promoted any more', { next: 'The lines above say why.' });
  await record(place, { at: now().toISOString(), environment, what: 'promoted', models });
  return { models, why };
}

/** Why a version does not go live now; `undefined` when it does. */
function notDue(now: RolloutDetail | undefined, modelVersion: string, digest: string): string | undefined {
  if (!now) return undefined;
  if (now.green.modelVersion === modelVersion) return 'serves already';
  const { blue } = now;
  if (!blue) return `left: it is not the candidate, and ${now.green.modelVersion} serves`;
  if (blue.modelVersion === modelVersion && blue.releaseDigest === digest) return undefined;
  return `left: ${blue.modelVersion} is the candidate of ${blue.releaseDigest === undefined ? 'a person' : 'another release'}`;
}

/** All are asked before the first is promoted. */
function mustNotBeKeptOut(due: readonly Promotion[]): void {
  const kept = due.flatMap(({ model, modelVersion, now }) => {
    const { verdict, says } = now?.comparison?.decision ?? {};
    return verdict === 'keep' ? [`${model} ${modelVersion}: the rule says keep: ${says ?? ''}`] : [];
  });
  if (kept.length > 0)
    throw new ReleaseError(kept.join('\n'), {
      next: 'It cannot be promoted by a release; withdraw it (docs/rollout.md).',
    });
}

async function promote(
  rollouts: RolloutClient,
  promotion: Promotion,
  releaseDigest: string,
  why: string,
): Promise<void> {
  const { model, modelVersion, now } = promotion;
  if (!now) {
    await rollouts.change(model, { action: 'redeploy', modelVersion, releaseDigest, why }, undefined);
    return;
  }
  const force = now.comparison?.decision.verdict !== 'accept';
  await rollouts.change(model, { action: 'promote', releaseDigest, why, ...(force && { force }) }, now.etag);
}

function reasonOf({ digest, entries }: Evidence, environment: string, withoutApproval: boolean): string {
  const release = `release ${digest.slice(0, 12)}`;
  if (withoutApproval) return `${release}; nobody is asked in ${environment}`;
  const approval = entries.findLast((entry) => entry.what === 'approved' && entry.environment === environment);
  if (approval?.what !== 'approved')
    throw new ReleaseError('The evidence names nobody who approved', { next: 'record-approval comes before.' });
  return `${release}, approved by ${approval.by.map(saidBy).join('; ')}`.slice(0, longestWhy);
}

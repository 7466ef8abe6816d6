import type { Comparison } from '../../domain/comparison.ts';
import { AppError } from '../../domain/errors.ts';
import type { RolloutAudit } from '../../domain/rollout-audit.ts';
import type { RolloutChange } from '../../domain/rollout-view.ts';
import type { Rollout } from '../../domain/rollout.ts';
import type { Stored } from '../../domain/stored.ts';
import { evidenceDigest } from '../../models/evidence.ts';
import { takeStep } from '../../models/rollout.ts';
import type { Services } from '../../ports.ts';
import { readComparison } from './read-comparison.ts';

interface Order {
  readonly model: string;
  readonly change: RolloutChange;
  /** Who asks, for the audit. */
  readonly by: string;
  /** What the caller has read; absent: whatever is there now. */
  readonly ifMatch?: string | undefined;
}

/**
 * One step of a rollout with its audit item, decided on what is there now.
 *
 * @returns What is there after it.
 * @throws AppError `not-found` for a model or version that is not registered, `conflict` for a step that is not possible now or
 * that the rule speaks against, `changed` when somebody else was faster, `invalid` for a version that cannot be loaded.
 */
export async function changeRollout(
  services: Services,
  { model, change, by, ifMatch }: Order,
): Promise<Stored<Rollout>> {
  const stored = await services.rollouts.read(model);
  if (ifMatch !== undefined && ifMatch !== stored?.etag) throw changed(model);
  if (!stored) await mustBeRegistered(services, model);
  const before = stored?.item;
  const rollout = takeStep(before, model, change, services.now());
  await mustLoad(services, before, rollout);
  const evidence = before && (await evidenceOf(services, before, change));
  const isForced = change.action === 'promote' && mustBeAllowed(change, evidence);
  const audit = auditOf(services, { before, rollout, change, by, evidence, isForced });
  if ((await services.rollouts.commit({ rollout, etag: stored?.etag, audit })) === 'conflict') throw changed(model);
  const after = await services.rollouts.read(model);
  if (!after) throw changed(model);
  return after;
}

async function mustBeRegistered({ registry }: Services, model: string): Promise<void> {
  if ((await registry.list(model)).length > 0) return;
  throw new AppError('not-found', `There is no model ${model}`, { next: 'GET /api/models lists them' });
}

/** Whatever is new in a slot can be loaded here, or it does not get there. */
async function mustLoad({ models }: Services, before: Rollout | undefined, after: Rollout): Promise<void> {
  const present = [before?.green.modelVersion, before?.blue?.modelVersion];
  const isNew = (modelVersion: string | undefined) => modelVersion !== undefined && !present.includes(modelVersion);
  for (const modelVersion of [after.green.modelVersion, after.blue?.modelVersion])
    if (modelVersion !== undefined && isNew(modelVersion)) await models.load(after.model, modelVersion);
}

/** What the step is decided on. Only a promotion needs it: a way back must not wait for a store that is away. */
async function evidenceOf(services: Services, before: Rollout, { action }: RolloutChange) {
  const read = readComparison(services, before);
  return action === 'promote' ? read : read.catch(() => undefined);
}

/** @returns Whether it takes force. @throws AppError `conflict` naming the figures, `invalid` for force without a reason. */
function mustBeAllowed({ force, why }: RolloutChange, evidence: Comparison | undefined): boolean {
  if (evidence?.decision.verdict === 'accept') return false;
  const { verdict, says } = evidence?.decision ?? { verdict: 'not enough data', says: 'Nothing was compared' };
  if (!force)
    throw new AppError('conflict', `The rule says ${verdict}: ${says}`, {
      next: 'Wait for more labels, withdraw it, or promote it by force and say why',
    });
  if (why !== undefined) return true;
  const message = 'A promotion by force needs a reason';
  throw new AppError('invalid', message, { errors: [{ pointer: '/why', message }] });
}

interface Change {
  readonly before: Rollout | undefined;
  readonly rollout: Rollout;
  readonly change: Pick<RolloutChange, 'why' | 'releaseDigest'> & { readonly action: RolloutAudit['action'] };
  readonly by: string;
  readonly evidence: Comparison | undefined;
  readonly isForced?: boolean;
}

/** The audit item of a change. */
export function auditOf({ now, random }: Pick<Services, 'now' | 'random'>, change: Change): RolloutAudit {
  const { before, rollout, by, evidence, isForced } = change;
  const { action, why, releaseDigest } = change.change;
  const at = now().toISOString();
  const nonce = Math.floor(random() * 2 ** 32).toString(16);
  return {
    ...{ schema: 1, id: `audit:${at}:${action}:${nonce}`, type: 'audit', model: rollout.model, action, by, at },
    ...(before && { from: slotsOf(before) }),
    to: slotsOf(rollout),
    ...(why !== undefined && { why }),
    ...(isForced && { isForced }),
    ...(releaseDigest !== undefined && { releaseDigest }),
    ...(evidence && { evidence, evidenceDigest: evidenceDigest(evidence) }),
  };
}

const slotsOf = ({ generation, green, blue }: Rollout) => ({ generation, green, ...(blue && { blue }) });

const changed = (model: string) =>
  new AppError('changed', `The rollout of ${model} was changed meanwhile`, { next: 'Look at it again, then decide' });

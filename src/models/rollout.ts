import { AppError } from '../domain/errors.ts';
import type { Rollout, RolloutAction } from '../domain/rollout.ts';

/** What is asked for. `modelVersion` for shadow, canary and redeploy, `share` (0–1) for canary and shift. */
export interface Step {
  readonly action: RolloutAction;
  readonly modelVersion?: string | undefined;
  readonly share?: number | undefined;
  /** Of the release that asks. */
  readonly releaseDigest?: string | undefined;
}

/** How many former greens are remembered. */
const remembered = 20;

/**
 * The rollout after a step. Whether the rule allows a promotion, and whether the version can be loaded, is the caller's to find out.
 *
 * @param rollout `undefined` for a model that nothing serves yet: its first version comes by `redeploy`.
 * @throws AppError `invalid` when the step lacks something; `conflict` when it is not possible now, with what is.
 */
export function takeStep(rollout: Rollout | undefined, model: string, step: Step, now: Date): Rollout {
  if (!rollout) return deployFirst(model, step, now);
  const next = steps[step.action](rollout, step, now);
  return { ...next, updatedAt: now.toISOString() };
}

/** The steps that the rollout allows now. */
export function possibleSteps(rollout: Rollout | undefined): RolloutAction[] {
  if (!rollout) return ['redeploy'];
  const { blue, earlier = [], rolledBack = [] } = rollout;
  const back: RolloutAction[] = [
    ...(earlier.length > 0 ? ['rollback' as const] : []),
    ...(earlier.length + rolledBack.length > 0 ? ['redeploy' as const] : []),
  ];
  if (!blue) return ['shadow', 'canary', ...back];
  return [blue.mode === 'shadow' ? 'canary' : 'shift', 'promote', 'withdraw', ...back];
}

/** Blue leaves; green serves all. Also what a guard rail does. */
export function withdraw(rollout: Rollout): Rollout {
  if (!rollout.blue) throw impossible(rollout, 'There is no candidate to withdraw');
  return without(rollout);
}

const steps: Readonly<Record<RolloutAction, (rollout: Rollout, step: Step, now: Date) => Rollout>> = {
  shadow(rollout, step, now) {
    const modelVersion = candidateOf(rollout, step);
    if (rollout.blue) throw impossible(rollout, `${rollout.blue.modelVersion} is the candidate (${rollout.blue.mode})`);
    const blue = { modelVersion, mode: 'shadow', share: 0, since: now.toISOString() } as const;
    return { ...rollout, blue: { ...blue, ...stagedBy(step.releaseDigest) } };
  },

  canary(rollout, step, now) {
    const { blue } = rollout;
    const modelVersion = candidateOf(rollout, { ...step, modelVersion: step.modelVersion ?? blue?.modelVersion });
    const share = shareOf(step);
    if (blue?.mode === 'canary') throw impossible(rollout, `${blue.modelVersion} is canary already`);
    if (blue && blue.modelVersion !== modelVersion)
      throw impossible(rollout, `${blue.modelVersion} is the candidate, in shadow`);
    const generation = rollout.generation + 1;
    const candidate = { modelVersion, mode: 'canary', share, since: now.toISOString() } as const;
    return { ...rollout, generation, blue: { ...candidate, ...stagedBy(step.releaseDigest ?? blue?.releaseDigest) } };
  },

  shift(rollout, step) {
    const share = shareOf(step);
    if (rollout.blue?.mode !== 'canary') throw impossible(rollout, 'There is no canary whose share could change');
    return { ...rollout, blue: { ...rollout.blue, share } };
  },

  promote(rollout, { releaseDigest }) {
    if (!rollout.blue) throw impossible(rollout, 'There is no candidate to promote');
    if (releaseDigest !== rollout.blue.releaseDigest) throw impossible(rollout, notOfThisRelease(rollout.blue));
    return serve(rollout, rollout.blue.modelVersion);
  },

  withdraw,

  rollback(rollout) {
    const [before] = rollout.earlier ?? [];
    if (before === undefined) throw impossible(rollout, 'Nothing served before this version');
    const left = rollout.green.modelVersion;
    const after = serve(rollout, before);
    const { rolledBack = [], earlier = [] } = after;
    return {
      ...after,
      earlier: earlier.filter((version) => version !== left),
      rolledBack: [left, ...rolledBack].slice(0, remembered),
    };
  },

  redeploy(rollout, step) {
    const modelVersion = versionOf(step);
    if (modelVersion === rollout.green.modelVersion) throw impossible(rollout, `${modelVersion} serves already`);
    if (![...(rollout.earlier ?? []), ...(rollout.rolledBack ?? [])].includes(modelVersion))
      throw impossible(rollout, `${modelVersion} has never served: let it be compared first, in shadow or as canary`);
    return serve(rollout, modelVersion);
  },
};

/** A new generation whose green is this version; whatever was tried leaves, as it was compared with another. */
function serve(rollout: Rollout, modelVersion: string): Rollout {
  const others = (versions: readonly string[] = []) => versions.filter((version) => version !== modelVersion);
  return {
    ...without(rollout),
    generation: rollout.generation + 1,
    green: { modelVersion },
    earlier: [rollout.green.modelVersion, ...others(rollout.earlier)].slice(0, remembered),
    ...(rollout.rolledBack && { rolledBack: others(rollout.rolledBack) }),
  };
}

const stagedBy = (releaseDigest: string | undefined) => (releaseDigest === undefined ? {} : { releaseDigest });

const notOfThisRelease = ({ modelVersion, releaseDigest }: NonNullable<Rollout['blue']>): string =>
  releaseDigest === undefined
    ? `${modelVersion} was made the candidate by a person, not by this release`
    : `${modelVersion} was staged by the release ${releaseDigest.slice(0, 12)}: only that release promotes it`;

const without = (rollout: Rollout): Rollout => ({ ...rollout, blue: undefined });

function deployFirst(model: string, step: Step, now: Date): Rollout {
  if (step.action !== 'redeploy') throw impossible(undefined, `No version of ${model} serves`);
  const modelVersion = versionOf(step);
  const first = { schema: 1, id: 'rollout', type: 'rollout', model, generation: 1 } as const;
  return { ...first, green: { modelVersion }, updatedAt: now.toISOString() };
}

function candidateOf(rollout: Rollout, step: Step): string {
  const modelVersion = versionOf(step);
  if (modelVersion === rollout.green.modelVersion) throw impossible(rollout, `${modelVersion} serves already`);
  return modelVersion;
}

function versionOf({ action, modelVersion }: Step): string {
  if (modelVersion !== undefined) return modelVersion;
  const message = `${action} needs a model version`;
  throw new AppError('invalid', message, { errors: [{ pointer: '/modelVersion', message }] });
}

function shareOf({ action, share }: Step): number {
  if (share !== undefined && share > 0 && share <= 1) return share;
  const message = `${action} needs a share above 0 and up to 1`;
  throw new AppError('invalid', message, { errors: [{ pointer: '/share', message }] });
}

function impossible(rollout: Rollout | undefined, message: string): AppError {
  return new AppError('conflict', message, { next: `Possible now: ${possibleSteps(rollout).join(', ')}` });
}

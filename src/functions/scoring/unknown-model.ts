import { AppError } from '../../domain/errors.ts';
import { ModelName } from '../../domain/manifest.ts';
import type { Rollout } from '../../domain/rollout.ts';
import type { Services } from '../../ports.ts';

/** What to say of a model that no rollout names: it waits for one, or there is none. */
export async function unknownModel(
  { registry }: Pick<Services, 'registry'>,
  model: string,
  rollouts: readonly Rollout[],
): Promise<AppError> {
  const isName = ModelName.safeParse(model).success;
  if (isName && (await registry.list(model)).length > 0)
    return new AppError('unavailable', `Model ${model} is registered, but no version of it is rolled out`, {
      next: 'Nothing serves until a rollout names it.',
      retryAfterSeconds: 30,
    });
  const known = rollouts.map((rollout) => rollout.model).sort();
  return new AppError('not-found', `There is no model ${isName ? model : 'of this name'}`, {
    next: known.length === 0 ? 'No model is rolled out.' : `There is ${known.join(', ')}.`,
  });
}

/** For a version that exists perhaps, but not in a slot. */
export function notInSlots({ model, green, blue }: Rollout, modelVersion: string): AppError {
  const inSlots = [`${green.modelVersion} (green)`, ...(blue ? [`${blue.modelVersion} (blue)`] : [])].join(', ');
  return new AppError('not-found', `Model ${model} has no version ${modelVersion.slice(0, 40)} in a slot`, {
    next: `In its slots: ${inSlots}. Nothing serves until a rollout names it.`,
  });
}

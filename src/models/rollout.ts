import { AppError } from '../domain/errors.ts';
import type { PinnedModel } from '../domain/job.ts';
import { documentTypeModel } from '../domain/manifest.ts';
import type { Rollout } from '../domain/rollout.ts';

/**
 * The model versions that a job scores with, from its first claim to its end.
 * @throws AppError `unavailable` as long as no rollout names a version of `document-type`.
 */
export function pinModels(rollouts: readonly Rollout[]): PinnedModel[] {
  if (!rollouts.some(({ model }) => model === documentTypeModel)) {
    throw new AppError('unavailable', `No version of model ${documentTypeModel} is rolled out`, {
      next: `Roll out a version of ${documentTypeModel}`,
    });
  }
  return rollouts.map(({ model, green }) => ({ model, modelVersion: green.modelVersion, slot: 'green' }));
}

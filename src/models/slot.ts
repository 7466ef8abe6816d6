import { createHash } from 'node:crypto';
import { AppError } from '../domain/errors.ts';
import type { PinnedModel } from '../domain/job.ts';
import { documentTypeModel } from '../domain/manifest.ts';
import type { Rollout, Slot } from '../domain/rollout.ts';

/**
 * Which slot serves this key: the same one as long as the generation stays, and nobody goes back to green while blue's share rises.
 *
 * @param key Document id, `x-docscore-key`, cookie, or something random for a caller who does not care.
 */
export function chooseSlot(
  { model, generation, blue }: Pick<Rollout, 'model' | 'generation' | 'blue'>,
  key: string,
): Slot {
  if (blue?.mode !== 'canary') return 'green';
  return positionOf(model, generation, key) < blue.share ? 'blue' : 'green';
}

export const otherSlot = (slot: Slot): Slot => (slot === 'green' ? 'blue' : 'green');

/** The model version in a slot. @throws Error for blue where there is none: nobody is ever sent there. */
export function versionIn({ green, blue }: Pick<Rollout, 'green' | 'blue'>, slot: Slot): string {
  const version = slot === 'green' ? green : blue;
  if (!version) throw new Error('There is no model version in slot blue');
  return version.modelVersion;
}

/**
 * The model versions that a job scores with, from its first claim to its end.
 * @throws AppError `unavailable` as long as no rollout names a version of `document-type`.
 */
export function pinModels(rollouts: readonly Rollout[], documentId: string): PinnedModel[] {
  if (!rollouts.some(({ model }) => model === documentTypeModel)) {
    throw new AppError('unavailable', `No version of model ${documentTypeModel} is rolled out`, {
      next: `Roll out a version of ${documentTypeModel}`,
    });
  }
  return rollouts.map((rollout) => {
    const slot = chooseSlot(rollout, documentId);
    return { model: rollout.model, modelVersion: versionIn(rollout, slot), slot };
  });
}

/** Uniform in [0, 1), from the first 32 bits of SHA-256. The line breaks keep "a" + 11 and "a1" + 1 apart. */
function positionOf(model: string, generation: number, key: string): number {
  const digest = createHash('sha256')
    .update(`${model}\n${String(generation)}\n${key}`)
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}

import { AppError } from '../../domain/errors.ts';
import type { PinnedModel } from '../../domain/job.ts';
import type { Services } from '../../ports.ts';

/** @throws AppError `invalid` that names the labels of the version which answered. */
export async function requireLabel(
  { registry }: Services,
  { model, modelVersion }: Pick<PinnedModel, 'model' | 'modelVersion'>,
  label: string,
): Promise<void> {
  const allowed = (await registry.manifest(model, modelVersion)).signature.labels;
  if (allowed.includes(label)) return;
  const message = `${label} is no label of model ${model}: ${allowed.join(', ')}`;
  throw new AppError('invalid', message, {
    errors: [{ pointer: '/label', message: 'No label of the model', allowed }],
  });
}

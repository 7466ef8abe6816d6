import { AppError } from '../../domain/errors.ts';
import type { InstancePrediction } from '../../domain/model-view.ts';
import type { Answer } from '../../domain/prediction.ts';
import type { Row } from '../../domain/row.ts';
import type { LoadedModel } from '../../ports.ts';

/** How many contributions an explanation lists. */
const most = 10;

/**
 * The answers with what moved each most; for `unknown` what spoke for the label that came closest.
 * @throws AppError `invalid` for a model that is not linear.
 */
export function explain(
  { manifest, explain: contributionsOf }: LoadedModel,
  rows: readonly Row[],
  answers: readonly Answer[],
): InstancePrediction[] {
  if (!contributionsOf)
    throw new AppError('invalid', `Model ${manifest.model} ${manifest.modelVersion} cannot explain its answers`, {
      next: 'Only linear models can: ask without explain.',
      errors: [{ pointer: '/explain', message: 'This model is not linear' }],
    });
  return answers.map((one, index) => {
    const closest = manifest.signature.labels.find((label) => one.probabilities[label] === one.confidence);
    return { ...one, explanation: [...contributionsOf(rows[index] ?? {}, closest ?? one.label, most)] };
  });
}

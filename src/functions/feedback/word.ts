import type { Correction } from '../../domain/correction.ts';
import { AppError } from '../../domain/errors.ts';
import type { Feedback } from '../../domain/feedback.ts';
import type { ModelAnswer } from '../../domain/prediction.ts';
import type { Saying } from '../../jobs/correct.ts';
import type { Services } from '../../ports.ts';
import { requireLabel } from './require-label.ts';

/** What a caller says of a prediction: that it was correct, or what is. */
export interface Word {
  readonly correct?: true | undefined;
  readonly label?: string | undefined;
  readonly note?: string | undefined;
  readonly by: string;
}

/** @throws AppError `invalid` for what is no label of the model; an answer of `unknown` cannot be confirmed. */
export async function sayingOf(
  services: Services,
  prediction: Pick<ModelAnswer, 'model' | 'modelVersion' | 'label'>,
  { label = prediction.label, note, by, correct }: Word,
): Promise<Saying> {
  if (correct && label === 'unknown')
    throw new AppError('invalid', 'The model was not sure: say which label is right', {
      errors: [{ pointer: '/correct', message: 'There was no answer' }],
    });
  await requireLabel(services, prediction, label);
  return { label, note, by };
}

/** Whether this was said already: a request that was sent again changes nothing. */
export const isSaid = (present: Correction | Feedback | undefined, { label, note, by }: Saying) =>
  present?.label === label && present.note === note && present.by === by;

import { AppError } from '../domain/errors.ts';
import { documentTypeModel, type Manifest } from '../domain/manifest.ts';
import type { Features } from '../domain/features.ts';
import type { Answer } from '../domain/prediction.ts';
import type { Row } from '../domain/row.ts';

/** DESIGN, Limits: models that read one document type. */
const modelsPerTypeLimit = 32;

/**
 * What a model answers, from its probabilities in the order of the manifest's labels.
 *
 * @returns `label`: the likeliest, or `unknown` below the threshold; `confidence`: the probability of the likeliest.
 * @throws AppError `invalid` when the numbers are not one probability per label.
 */
export function answer(
  { model, modelVersion, signature, threshold }: Manifest,
  probabilities: readonly number[],
): Answer {
  const { labels } = signature;
  if (probabilities.length !== labels.length || !probabilities.every((p) => p >= 0 && p <= 1 + 1e-4)) {
    throw new AppError(
      'invalid',
      `Model ${model} ${modelVersion} gave [${probabilities.join(', ')}], which is not a probability for each of ${labels.join(', ')}`,
    );
  }
  // Softmax in float32 may exceed 1 by a rounding error.
  const byLabel = labels.map((label, index) => [label, Math.min(1, probabilities[index] ?? 0)] as const);
  const [likeliest, confidence] = byLabel.reduce((best, next) => (next[1] > best[1] ? next : best));
  return {
    label: confidence < threshold ? 'unknown' : likeliest,
    confidence,
    probabilities: Object.fromEntries(byLabel),
  };
}

/**
 * Which models read a document of this type, by name. `document-type` is never among them: it has run already.
 *
 * @param type The label that `document-type` answered, `unknown` included.
 * @throws AppError `invalid` when they are more than the limit.
 */
export function modelsFor(type: string, manifests: readonly Manifest[]): Manifest[] {
  const readers = manifests
    .filter(
      ({ model, reads }) =>
        model !== documentTypeModel && reads.documents.some((read) => read === '*' || read === type),
    )
    .sort((a, b) => (a.model < b.model ? -1 : 1));
  if (readers.length > modelsPerTypeLimit) {
    throw new AppError(
      'invalid',
      `${readers.length} models read documents of type ${type}; the limit is ${modelsPerTypeLimit}`,
      {
        next: 'Withdraw models, or narrow what they read.',
      },
    );
  }
  return readers;
}

/** What a model reads of a document: its tokens, its text, or both. */
export const rowOf = ({ signature }: Manifest, { tokens, text }: Pick<Features, 'tokens' | 'text'>): Row =>
  Object.fromEntries(signature.inputs.map(({ name }) => [name, name === 'tokens' ? tokens : text]));

import { ModelName } from '../../domain/manifest.ts';
import { documentType } from './document-type.ts';
import { incidentOutcome } from './incident-outcome.ts';
import type { Recipe } from './recipe.ts';
import { reviewSentiment } from './review-sentiment.ts';

/** The models that ship. */
export const shippedRecipes: readonly Recipe[] = [documentType, reviewSentiment, incidentOutcome];

/** The recipe of a model that ships, or one for a model of the user's own, which learns from a file. @throws Error for an impossible name. */
export function recipeFor(model: string, kind: Recipe['kind']): Recipe {
  const shipped = shippedRecipes.find((one) => one.model === model);
  if (shipped) return shipped;
  const name = ModelName.safeParse(model);
  if (!name.success) throw new Error(`"${model}" is no name for a model: lower-case letters, digits and dashes`);
  return {
    model,
    modelVersion: '1.0.0',
    description: `Trained on a file of one's own.`,
    kind,
    reads: { documents: [], instances: true },
    algorithm: kind === 'text' ? 'nb-svm' : 'gradient-boosting',
    parameters: {},
    seed: 1,
  };
}

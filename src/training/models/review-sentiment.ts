import { sentimentData } from '../data/sentiments.ts';
import type { Recipe } from './recipe.ts';

export const reviewSentiment: Recipe = {
  model: 'review-sentiment',
  modelVersion: '1.0.0',
  description:
    'Tells whether the writer of a review liked it (1) or not (0). NB-weighted linear SVM on words and pairs of words.',
  kind: 'text',
  reads: { documents: ['review'], instances: true },
  algorithm: 'nb-svm',
  parameters: {},
  seed: 20_250_321,
  ownData: { make: sentimentData, code: new URL('../data/sentiments.ts', import.meta.url) },
};

import { documentTypeModel } from '../../domain/manifest.ts';
import { documentTypeData } from '../data/document-types.ts';
import type { Recipe } from './recipe.ts';

export const documentType: Recipe = {
  model: documentTypeModel,
  modelVersion: '1.1.0',
  description: 'Tells what kind of document a text comes from. TF-IDF and multinomial logistic regression.',
  kind: 'text',
  reads: { documents: ['*'], instances: true },
  algorithm: 'logistic-regression',
  parameters: { c: 4.63, ngrams: 1, minDocuments: 5, bias: false, iterations: 200 },
  seed: 20_250_301,
  unknownCost: 0.02,
  ownData: { make: documentTypeData, code: new URL('../data/document-types.ts', import.meta.url) },
};

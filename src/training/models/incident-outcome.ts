import { incidentData } from '../data/incidents.ts';
import type { Recipe } from './recipe.ts';

export const incidentOutcome: Recipe = {
  model: 'incident-outcome',
  modelVersion: '1.0.0',
  description: 'Tells whether an incident will be resolved, from region, kind and month. Gradient boosting.',
  kind: 'tabular',
  reads: { documents: [], instances: true },
  algorithm: 'gradient-boosting',
  parameters: {},
  seed: 20_250_311,
  ownData: { make: incidentData, code: new URL('../data/incidents.ts', import.meta.url) },
};

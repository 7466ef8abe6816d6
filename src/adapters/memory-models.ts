import { AppError } from '../domain/errors.ts';
import type { Manifest } from '../domain/manifest.ts';
import type { ModelRunner } from '../ports.ts';

/** A model version whose graph is a function. */
export interface MemoryModel {
  readonly manifest: Manifest;
  /** A probability per label, in the manifest's order. */
  readonly answer: (tokens: readonly string[]) => number[];
}

/** The same promises without a registry. */
export function memoryModels(models: readonly MemoryModel[]): ModelRunner {
  const find = (model: string, modelVersion: string): MemoryModel => {
    const found = models.find(({ manifest }) => manifest.model === model && manifest.modelVersion === modelVersion);
    if (found) return found;
    throw new AppError('not-found', `There is no model version ${model}/${modelVersion} in the registry`);
  };
  return {
    manifest: async (model, modelVersion) => Promise.resolve(find(model, modelVersion).manifest),
    run: async ({ model, modelVersion }, { tokens }) => Promise.resolve(find(model, modelVersion).answer(tokens)),
  };
}

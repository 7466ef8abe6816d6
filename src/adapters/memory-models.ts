import { AppError } from '../domain/errors.ts';
import type { Manifest } from '../domain/manifest.ts';
import type { Row } from '../domain/row.ts';
import { byName } from '../models/choose-version.ts';
import type { ModelRegistry, ModelRunner } from '../ports.ts';

/** A model version whose graph is a function. */
export interface MemoryModel {
  readonly manifest: Manifest;
  /** A probability per label, in the manifest's order. */
  readonly answer: (row: Row) => number[];
}

/** The same promises without a registry. */
export function memoryModels(models: readonly MemoryModel[]): ModelRegistry & ModelRunner {
  const find = (model: string, modelVersion: string): MemoryModel => {
    const found = models.find(({ manifest }) => manifest.model === model && manifest.modelVersion === modelVersion);
    if (found) return found;
    throw new AppError('not-found', `There is no model version ${model}/${modelVersion} in the registry`);
  };
  return {
    list: async (model) =>
      Promise.resolve(
        models
          .map(({ manifest }) => ({ model: manifest.model, modelVersion: manifest.modelVersion }))
          .filter((one) => model === undefined || one.model === model)
          .sort(byName),
      ),
    manifest: async (model, modelVersion) => Promise.resolve(find(model, modelVersion).manifest),
    async load(model, modelVersion) {
      const { manifest, answer } = await Promise.resolve(find(model, modelVersion));
      return { manifest, engine: 'compiled', score: async (rows) => Promise.resolve(rows.map(answer)) };
    },
  };
}

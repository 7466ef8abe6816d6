import { readdirSync } from 'node:fs';

/** Where the committed model versions and sample documents live. */
export const seedModels = new URL('../../seed/models/', import.meta.url);
export const seedDocuments = new URL('../../seed/documents/', import.meta.url);

/** The model version that ships, and its folder. @throws Error unless there is exactly one. */
export function shipped(model: string): { modelVersion: string; folder: URL } {
  const [modelVersion, ...more] = readdirSync(new URL(`${model}/`, seedModels)).sort();
  if (modelVersion === undefined || more.length > 0) throw new Error(`Not exactly one version of ${model} ships`);
  return { modelVersion, folder: new URL(`${model}/${modelVersion}/`, seedModels) };
}

import { preprocessVersion } from '../../domain/artifact.ts';
import { AppError } from '../../domain/errors.ts';
import type { Manifest } from '../../domain/manifest.ts';
import { readOnnxGraph } from '../../models/onnx-graph.ts';
import { checkGraph, checkServable, graphFile } from '../../models/signature.ts';
import { digestOf } from './model-cache.ts';

/** Of one file of a model version: it is held in memory while it is loaded. */
export const fileLimitBytes = 256e6;

/** Names the place of a model version in the registry. */
export const placeOf = ({ model, modelVersion }: Pick<Manifest, 'model' | 'modelVersion'>) =>
  `${model}/${modelVersion}`;

/**
 * Checks what a manifest alone shows: whether this build can serve it.
 *
 * @param known Preprocess versions that this build has.
 * @throws AppError `invalid` with the reason.
 */
export function checkManifest(manifest: Manifest, known: readonly number[] = [preprocessVersion]): void {
  if (!known.includes(manifest.preprocessVersion)) {
    throw new AppError(
      'invalid',
      `Model version ${placeOf(manifest)} needs preprocess version ${manifest.preprocessVersion}; this build has ${known.join(', ')}`,
      {
        next: 'Deploy a build that has it, or train the model again.',
      },
    );
  }
  checkServable(manifest);
}

/**
 * Checks a version's files, before any of them runs: nothing is in them that the manifest does not say.
 *
 * @param where Names their folder in messages.
 * @returns The graph.
 * @throws AppError `invalid` with the reason.
 */
export function checkFiles(manifest: Manifest, files: ReadonlyMap<string, Uint8Array>, where: string): Uint8Array {
  for (const [name, sha256] of Object.entries(manifest.files)) {
    const bytes = files.get(name);
    if (!bytes) throw new AppError('invalid', `${where} has no ${name}, which its manifest lists`);
    if (digestOf(bytes) !== sha256) {
      throw new AppError('invalid', `${where}/${name} is not the file that its manifest names: the SHA-256 differs`);
    }
  }
  const graph = files.get(graphFile);
  if (!graph) throw new AppError('invalid', `The manifest of ${where} lists no ${graphFile}`);
  checkGraph(manifest, readOnnxGraph(graph));
  return graph;
}

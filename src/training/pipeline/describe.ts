import { createHash } from 'node:crypto';
import { preprocessVersion } from '../../domain/artifact.ts';
import { Manifest } from '../../domain/manifest.ts';
import type { Recipe } from '../models/recipe.ts';
import type { Evaluated } from './evaluate.ts';
import type { Prepared } from './prepare.ts';
import type { TrainedGraph } from './train-graph.ts';

export interface ModelFolder {
  readonly manifest: Manifest;
  readonly graph: Uint8Array;
}

/** Puts a model version together. @throws Error when the manifest would break its schema. */
export function describe(
  recipe: Recipe,
  prepared: Prepared,
  { graph, inputs, outputs, parameters }: TrainedGraph,
  { threshold, metrics, evaluation, tests }: Evaluated,
  codeDigest: string,
): ModelFolder {
  const { model, modelVersion, description, reads, algorithm, seed } = recipe;
  const { corrections } = prepared;
  const manifest = Manifest.parse({
    schema: 1,
    model,
    modelVersion,
    description,
    signature: { inputs, outputs, labels: prepared.labels },
    reads,
    preprocessVersion,
    threshold,
    metrics,
    evaluation,
    tests: tests.scores,
    lineage: {
      ...{ trainer: 'src/training/train.ts', algorithm, parameters, seed, rows: prepared.training.length },
      ...(corrections.length > 0 && { corrections }),
      codeDigest,
    },
    dataDigest: prepared.dataDigest,
    files: { 'model.onnx': createHash('sha256').update(graph).digest('hex') },
  });
  return { manifest, graph };
}

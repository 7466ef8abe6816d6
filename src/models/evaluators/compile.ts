import type { Manifest } from '../../domain/manifest.ts';
import { readNodes } from '../onnx/nodes.ts';
import { valuesOf } from '../onnx/value.ts';
import { readOnnxGraph } from '../onnx-graph.ts';
import type { Evaluator } from './evaluator.ts';
import { linearClassifier, linearModel } from './linear-model.ts';
import { treeClassifier, treeModel } from './tree-model.ts';

/**
 * Makes plain arithmetic of a graph that is linear in the n-grams of a text or in columns, or trees over columns: as
 * `training/onnx/` writes them, and whoever writes the same. It answers as onnxruntime does, to 1e-6, in a fraction of the time.
 *
 * @returns `undefined` for every graph of which it does not know each operator and attribute: that one is for onnxruntime.
 * @throws AppError `invalid` when the file is no ONNX model.
 */
export function compileGraph(manifest: Pick<Manifest, 'signature'>, file: Uint8Array): Evaluator | undefined {
  const { inputs, outputs } = readOnnxGraph(file);
  const answer = outputs.find(({ name }) => name === 'probabilities');
  const { labels } = manifest.signature;
  if (answer?.type !== 'float32' || answer.shape.length !== 2 || answer.shape[1] !== labels.length) return undefined;
  try {
    const graph = readNodes(file);
    if (![...graph.operatorSets].every(isKnownSet)) return undefined;
    const probabilities = valuesOf(graph, inputs)('probabilities');
    return (
      linearModel(probabilities, labels) ??
      treeModel(probabilities, labels.length) ??
      linearClassifier(probabilities, labels) ??
      treeClassifier(probabilities, labels.length)
    );
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Versions in which the operators known here mean the same. Source: onnx.ai/onnx/operators */
const isKnownSet = ([domain, version]: readonly [string, number]): boolean =>
  (domain === '' && version >= 13 && version <= 23) || (domain === 'ai.onnx.ml' && version >= 1 && version <= 3);

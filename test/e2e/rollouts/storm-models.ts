import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { registerModel } from '../../../src/adapters/blob-registry.ts';
import { aModel, softmax } from '../../models/graphs.ts';
import {
  constant,
  graphInput,
  graphOutput,
  integerAttribute,
  integersAttribute,
  node,
  onnxFile,
  stringsAttribute,
} from '../../models/onnx-writer.ts';

/** What the model is called, and the one value that 1.1.0 breaks at. */
export const delays = { model: 'delays', field: 'weather', trouble: 'storm' } as const;

/**
 * Registers 1.0.0 of a model that answers every weather, and 1.1.0, whose graph reads past the end of its weights when there is a
 * storm: no example row shows that, so that it is test-loaded, registered and served.
 */
export async function registerStormModels(storage: string): Promise<void> {
  const models = BlobServiceClient.fromConnectionString(storage).getContainerClient('models');
  for (const [modelVersion, place] of [
    ['1.0.0', 1],
    ['1.1.0', 7],
  ] as const) {
    const folder = await mkdtemp(join(tmpdir(), 'docscore-storm-'));
    try {
      const { graph, manifest } = stormModel(modelVersion, place);
      await writeFile(join(folder, 'model.onnx'), graph);
      await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
      await registerModel(models, folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** The logit of `yes` is the weight at the weather's place, of which there are two. */
function stormModel(modelVersion: string, placeOfStorm: number) {
  const graph = onnxFile(
    graphInput(delays.field, 'string', undefined, 1),
    graphOutput('label', 'int64', undefined),
    graphOutput('probabilities', 'float32', undefined, 2),
    constant('weights', Float32Array.of(-2, 2), 2),
    constant('sides', Float32Array.of(0, 1), 1, 2),
    node({
      type: 'LabelEncoder',
      domain: 'ai.onnx.ml',
      inputs: [delays.field],
      outputs: ['place'],
      attributes: [
        stringsAttribute('keys_strings', [delays.trouble]),
        integersAttribute('values_int64s', [placeOfStorm]),
        integerAttribute('default_int64', 0),
      ],
    }),
    node({ type: 'Gather', inputs: ['weights', 'place'], outputs: ['logit'] }),
    node({ type: 'MatMul', inputs: ['logit', 'sides'], outputs: ['logits'] }),
    ...softmax,
  );
  const { manifest } = aModel(graph, { model: delays.model, modelVersion });
  const inputs = [{ name: delays.field, type: 'string' as const, shape: ['B', 1] }];
  return { graph, manifest: { ...manifest, signature: { ...manifest.signature, inputs } } };
}

import type { Manifest } from '../../src/domain/manifest.ts';
import { digestOf } from '../../src/adapters/models/model-cache.ts';
import { aManifest } from '../fixtures/builders.ts';
import {
  constant,
  floatsAttribute,
  graphInput,
  graphOutput,
  integerAttribute,
  integersAttribute,
  node,
  onnxFile,
  stringsAttribute,
  textAttribute,
} from './onnx-writer.ts';

/** A model version as it is handed in. */
export interface TestModel {
  readonly manifest: Manifest;
  readonly graph: Uint8Array;
}

const inputs: Manifest['signature']['inputs'] = [
  { name: 'kind', type: 'string', shape: ['B', 1], values: ['bus', 'tram'] },
  { name: 'age', type: 'float32', shape: ['B', 1], minimum: 0, maximum: 100, optional: true },
  { name: 'count', type: 'int64', shape: ['B', 1], minimum: 0, maximum: 3 },
];

/** The same model with another graph or another manifest; the digest follows. */
export function aModel(graph: Uint8Array, change: Partial<Manifest> = {}): TestModel {
  const files = { 'model.onnx': digestOf(graph) };
  const outputs: Manifest['signature']['outputs'] = [{ name: 'probabilities', type: 'float32', shape: ['B', 2] }];
  const signature = { inputs, outputs, labels: ['no', 'yes'] };
  return {
    graph,
    manifest: {
      ...aManifest(),
      model: 'delays',
      signature,
      reads: { documents: [], instances: true },
      files,
      ...change,
    },
  };
}

export const columnInputs = [
  graphInput('kind', 'string', undefined, 1),
  graphInput('age', 'float32', undefined, 1),
  graphInput('count', 'int64', undefined, 1),
];
export const answers = [
  graphOutput('label', 'int64', undefined),
  graphOutput('probabilities', 'float32', undefined, 2),
];
export const softmax = [
  node({ type: 'Softmax', inputs: ['logits'], outputs: ['probabilities'] }),
  node({
    type: 'ArgMax',
    inputs: ['probabilities'],
    outputs: ['label'],
    attributes: [integerAttribute('axis', 1), integerAttribute('keepdims', 0)],
  }),
];

/**
 * In the shape of what skl2onnx writes for a pipeline over columns: an input per column, outputs `label` and `probabilities`.
 * logit of `yes` − logit of `no` = 2·[kind = tram] + (age, 30 when missing) ÷ 10 − weight[count]; weights has four places.
 */
const columnNodes = (weight: readonly number[]) => [
  constant('thirty', Float32Array.of(30), 1),
  constant('tenth', Float32Array.of(0.1), 1),
  constant('weight', Float32Array.from(weight), weight.length),
  constant('sides', Float32Array.of(0, 1), 1, 2),
  node({
    type: 'LabelEncoder',
    domain: 'ai.onnx.ml',
    inputs: ['kind'],
    outputs: ['tram'],
    attributes: [stringsAttribute('keys_strings', ['bus', 'tram']), floatsAttribute('values_floats', [0, 2])],
  }),
  node({ type: 'IsNaN', inputs: ['age'], outputs: ['missing'] }),
  node({ type: 'Where', inputs: ['missing', 'thirty', 'age'], outputs: ['known'] }),
  node({ type: 'Mul', inputs: ['known', 'tenth'], outputs: ['aged'] }),
  node({ type: 'Gather', inputs: ['weight', 'count'], outputs: ['weighed'] }),
  node({ type: 'Add', inputs: ['tram', 'aged'], outputs: ['sum'] }),
  node({ type: 'Sub', inputs: ['sum', 'weighed'], outputs: ['logit'] }),
  node({ type: 'MatMul', inputs: ['logit', 'sides'], outputs: ['logits'] }),
];

export const columnGraph = (weight: readonly number[] = [0, 1, 2, 4]): Uint8Array =>
  onnxFile(...columnInputs, ...answers, ...columnNodes(weight), ...softmax);

/** The probability of `yes` by arithmetic of its own. */
export function yesProbability({ kind, age, count }: { kind: string; age: number; count: number }): number {
  const logit = (kind === 'tram' ? 2 : 0) + (Number.isNaN(age) ? 30 : age) / 10 - ([0, 1, 2, 4][count] ?? NaN);
  return 1 / (1 + Math.exp(-logit));
}

/** As many texts as there are rows: `tokens` string[*, *] → how often "good" and "bad" are there. */
export const tokenGraph = (rows: 1 | 'B'): Uint8Array =>
  onnxFile(
    graphInput('tokens', 'string', rows, 'N'),
    graphOutput('probabilities', 'float32', rows, 2),
    constant('half', Float32Array.of(0.5), 1),
    node({
      type: 'TfIdfVectorizer',
      inputs: ['tokens'],
      outputs: ['counts'],
      attributes: [
        integerAttribute('min_gram_length', 1),
        integerAttribute('max_gram_length', 1),
        integerAttribute('max_skip_count', 0),
        textAttribute('mode', 'TF'),
        integersAttribute('ngram_counts', [0]),
        integersAttribute('ngram_indexes', [0, 1]),
        stringsAttribute('pool_strings', ['bad', 'good']),
      ],
    }),
    // Unlike anything that docscore compiles.
    node({ type: 'Sin', inputs: ['counts'], outputs: ['waves'] }),
    node({ type: 'Softmax', inputs: ['waves'], outputs: ['probabilities'] }),
  );

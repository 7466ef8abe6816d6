import type { AttributeProto, ModelProto, NodeProto, TensorProto, ValueInfoProto } from './onnx-messages.ts';
import { elementType, encodeModel } from './onnx-messages.ts';
import type { LinearModel } from './softmax-regression.ts';
import type { Vocabulary } from './tf-idf.ts';

/**
 * Writes vocabulary and weights as one graph: `tokens` string[1, N] → counts → log(1 + count) × idf → length 1 → × weights → softmax →
 * `probabilities` float32[1, classes].
 */
export function exportOnnx(name: string, vocabulary: Vocabulary, { classes, weights }: LinearModel): Uint8Array {
  const columns = vocabulary.words.length;
  const model: ModelProto = {
    // The oldest pair that has every operator in the form used here: onnxruntime keeps reading it.
    irVersion: 8,
    opsetImport: [{ version: 17 }],
    producerName: 'docscore',
    graph: {
      name,
      input: [tensorInfo('tokens', elementType.string, [{ dimValue: 1 }, { dimParam: 'N' }])],
      output: [tensorInfo('probabilities', elementType.float32, [{ dimValue: 1 }, { dimValue: classes }])],
      initializer: [
        floats('one', [1], Float32Array.of(1)),
        floats('tiny', [1], Float32Array.of(1e-12)),
        floats('idf', [columns], vocabulary.idf),
        floats('weights', [columns, classes], weights),
      ],
      node: [
        node('TfIdfVectorizer', ['tokens'], 'counts', countWords(vocabulary.words)),
        node('Add', ['counts', 'one'], 'counts_plus_one'),
        node('Log', ['counts_plus_one'], 'damped'),
        node('Mul', ['damped', 'idf'], 'weighed'),
        node('ReduceL2', ['weighed'], 'length', [ints('axes', [1]), int('keepdims', 1)]),
        // A document without a known word has length 0.
        node('Max', ['length', 'tiny'], 'safe_length'),
        node('Div', ['weighed', 'safe_length'], 'features'),
        node('MatMul', ['features', 'weights'], 'logits'),
        node('Softmax', ['logits'], 'probabilities', [int('axis', 1)]),
      ],
    },
  };
  return encodeModel(model);
}

/** Attributes that make a `TfIdfVectorizer` count single words; idf is applied later, because the count is damped first. */
const countWords = (words: readonly string[]): AttributeProto[] => [
  int('min_gram_length', 1),
  int('max_gram_length', 1),
  int('max_skip_count', 0),
  text('mode', 'TF'),
  ints('ngram_counts', [0]),
  ints(
    'ngram_indexes',
    words.map((_, column) => column),
  ),
  { name: 'pool_strings', type: 8, strings: words.map(utf8) },
];

const node = (opType: string, input: string[], output: string, attribute: AttributeProto[] = []): NodeProto => ({
  opType,
  input,
  output: [output],
  attribute,
});

const tensorInfo = (
  name: string,
  elemType: number,
  dim: ValueInfoProto['type']['tensorType']['shape']['dim'],
): ValueInfoProto => ({ name, type: { tensorType: { elemType, shape: { dim } } } });

/** `rawData` is little-endian by definition. */
function floats(name: string, dims: number[], values: Float32Array): TensorProto {
  const bytes = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, index) => bytes.setFloat32(index * 4, value, true));
  return { name, dims, dataType: elementType.float32, rawData: new Uint8Array(bytes.buffer) };
}

const utf8 = (value: string): Uint8Array => new TextEncoder().encode(value);
const int = (name: string, i: number): AttributeProto => ({ name, type: 2, i });
const ints = (name: string, values: number[]): AttributeProto => ({ name, type: 7, ints: values });
const text = (name: string, value: string): AttributeProto => ({ name, type: 3, s: utf8(value) });

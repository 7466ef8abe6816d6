import { answers, columnInputs, softmax } from './graphs.ts';
import { constant, graphAttribute, graphInput, graphOutput, integerAttribute, node, onnxFile } from './onnx-writer.ts';
import { field } from './protobuf-writer.ts';

const size = (elements: bigint) => constant('size', BigInt64Array.of(elements), 1);
const spoilt = (...parts: Uint8Array[]) =>
  onnxFile(
    ...columnInputs,
    ...answers,
    constant('zero', Float32Array.of(0), 1),
    constant('sides', Float32Array.of(0, 1), 1, 2),
    node({ type: 'IsNaN', inputs: ['age'], outputs: ['missing'] }),
    node({ type: 'Where', inputs: ['missing', 'zero', 'age'], outputs: ['logit'] }),
    ...parts,
    node({ type: 'MatMul', inputs: ['spoilt', 'sides'], outputs: ['logits'] }),
    ...softmax,
  );
const added = (extra: string) => node({ type: 'Add', inputs: ['logit', extra], outputs: ['spoilt'] });
const maximum = node({
  type: 'ReduceMax',
  inputs: ['huge'],
  outputs: ['large'],
  attributes: [integerAttribute('keepdims', 0)],
});

/** Graphs with the inputs and outputs of `columnGraph` that do harm or nonsense. */
export const hostileGraphs = {
  /** 2.5e9 float32. */
  tenGigabytes: spoilt(
    size(2_500_000_000n),
    node({ type: 'ConstantOfShape', inputs: ['size'], outputs: ['huge'] }),
    maximum,
    added('large'),
  ),
  tenGigabytesByExpand: spoilt(
    size(2_500_000_000n),
    node({ type: 'Expand', inputs: ['age', 'size'], outputs: ['huge'] }),
    maximum,
    added('large'),
  ),
  /** As many float32 as the input `count` says. */
  memoryByInput: spoilt(
    constant('one', BigInt64Array.of(1n), 1),
    node({ type: 'ReduceMax', inputs: ['count'], outputs: ['highest'] }),
    node({ type: 'Reshape', inputs: ['highest', 'one'], outputs: ['size'] }),
    node({ type: 'ConstantOfShape', inputs: ['size'], outputs: ['huge'] }),
    node({ type: 'ReduceSum', inputs: ['huge'], outputs: ['large'], attributes: [integerAttribute('keepdims', 0)] }),
    added('large'),
  ),
  /** Its condition stays true, and nothing counts. */
  endlessLoop: spoilt(
    constant('go', Uint8Array.of(1)),
    node({
      type: 'Loop',
      inputs: ['', 'go', 'logit'],
      outputs: ['looped'],
      attributes: [
        graphAttribute(
          'body',
          field(2, 'body'),
          graphInput('round', 'int64'),
          graphInput('again', 'bool'),
          graphInput('before', 'float32', undefined, 1),
          node({ type: 'Identity', inputs: ['again'], outputs: ['goOn'] }),
          node({ type: 'Sin', inputs: ['before'], outputs: ['after'] }),
          graphOutput('goOn', 'bool'),
          graphOutput('after', 'float32', undefined, 1),
        ),
      ],
    }),
    added('looped'),
  ),
  /** Not one output per label, whatever the graph declares. */
  noProbabilities: onnxFile(
    ...columnInputs,
    ...answers,
    constant('sides', Float32Array.of(0, 1), 1, 2),
    node({ type: 'MatMul', inputs: ['age', 'sides'], outputs: ['probabilities'] }),
    ...softmax.slice(1),
  ),
  /** What a row gets depends on its neighbours. */
  mixedRows: spoilt(
    node({ type: 'ReduceSum', inputs: ['logit'], outputs: ['all'], attributes: [integerAttribute('keepdims', 0)] }),
    added('all'),
  ),
  /** A node reads what nobody makes. */
  brokenEdge: spoilt(added('nothing')),
};

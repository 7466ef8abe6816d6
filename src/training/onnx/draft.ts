import type { ModelInput } from '../../domain/manifest.ts';
import type { AttributeProto, ModelProto, NodeProto, TensorProto, ValueInfoProto } from './messages.ts';
import { elementType } from './messages.ts';

type Attributes = Readonly<Record<string, number | string | readonly number[] | readonly string[] | Float32Array>>;

/** A graph while it is written. Operators of `ai.onnx.ml` carry that domain in their name. */
export interface Draft {
  /** One node with one output. @returns its name: `output`. */
  add(opType: string, inputs: readonly string[], output: string, attributes?: Attributes): string;
  /** Weights under a name. @returns `name`. */
  weights(name: string, dims: readonly number[], values: Float32Array | Float64Array): string;
  /** The graph, whose last node answers `probabilities` float32[B, labels]. */
  finish(name: string, inputs: readonly ModelInput[], labels: number): ModelProto;
}

const machineLearning = 'ai.onnx.ml';

export function newDraft(): Draft {
  const nodes: NodeProto[] = [];
  const tensors: TensorProto[] = [];
  return {
    add(opType, inputs, output, attributes = {}) {
      const isMachineLearning = opType.startsWith(`${machineLearning}.`);
      nodes.push({
        opType: isMachineLearning ? opType.slice(machineLearning.length + 1) : opType,
        domain: isMachineLearning ? machineLearning : '',
        input: inputs,
        output: [output],
        attribute: Object.entries(attributes).map(attribute),
      });
      return output;
    },
    weights(name, dims, values) {
      const dataType = values instanceof Float32Array ? elementType.float32 : elementType.float64;
      tensors.push({ name, dims, dataType, rawData: littleEndian(values) });
      return name;
    },
    finish: (name, inputs, labels) => ({
      // The oldest pair that has every operator in the form used here: onnxruntime keeps reading it.
      irVersion: 8,
      opsetImport: [
        { domain: '', version: 17 },
        { domain: machineLearning, version: 3 },
      ],
      producerName: 'docscore',
      graph: {
        name,
        node: nodes,
        initializer: tensors,
        input: inputs.map((each) => tensorInfo(each.name, each.type, each.shape)),
        output: [tensorInfo('probabilities', 'float32', ['B', labels])],
      },
    }),
  };
}

/** Attributes whose value is a float even where it looks like an integer. */
const floatAttributes: ReadonlySet<string> = new Set(['replaced_value_float']);

function attribute([name, value]: [string, Attributes[string]]): AttributeProto {
  if (typeof value === 'string') return { name, type: 3, s: utf8(value) };
  if (typeof value === 'number') return floatAttributes.has(name) ? { name, type: 1, f: value } : int(name, value);
  if (value instanceof Float32Array) return { name, type: 6, floats: [...value] };
  const [first] = value;
  if (typeof first === 'string') return { name, type: 8, strings: value.map((each) => utf8(String(each))) };
  return { name, type: 7, ints: value.map(Number) };
}

const int = (name: string, i: number): AttributeProto => ({ name, type: 2, i });

const tensorInfo = (name: string, type: ModelInput['type'], shape: readonly (number | string)[]): ValueInfoProto => ({
  name,
  type: {
    tensorType: {
      elemType: elementType[type],
      shape: { dim: shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size })) },
    },
  },
});

/** `rawData` is little-endian by definition. */
function littleEndian(values: Float32Array | Float64Array): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(values.byteLength));
  values.forEach((value, index) => {
    if (values instanceof Float32Array) bytes.setFloat32(index * 4, value, true);
    else bytes.setFloat64(index * 8, value, true);
  });
  return new Uint8Array(bytes.buffer);
}

const utf8 = (value: string): Uint8Array => new TextEncoder().encode(value);

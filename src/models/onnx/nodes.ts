import { fieldsOf } from '../protobuf.ts';
import type { Attribute } from './attributes.ts';
import { attributesOf } from './attributes.ts';
import { integers } from './repeated.ts';
import type { WeightTensor } from './tensors.ts';
import { weightsOf } from './tensors.ts';
import { messagesIn, textsIn } from './texts.ts';

/** One operation. Operators of ONNX itself go by their bare name, others by domain and name: `ai.onnx.ml.Scaler`. */
export interface GraphNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Attribute>;
}

export interface GraphNodes {
  readonly nodes: readonly GraphNode[];
  readonly weights: ReadonlyMap<string, WeightTensor>;
  /** Version per operator set; ONNX's own is `''`. */
  readonly operatorSets: ReadonlyMap<string, number>;
}

/**
 * Everything that a graph computes, nested graphs left out: nodes that have one carry an attribute `undefined`.
 * Source: github.com/onnx/onnx/blob/main/onnx/onnx.proto3
 *
 * @throws RangeError when the bytes are no ONNX model.
 */
export function readNodes(file: Uint8Array): GraphNodes {
  const model = [...fieldsOf(file)];
  const graph = [...fieldsOf(messagesIn(model, 7).at(-1) ?? new Uint8Array())];
  const sets = messagesIn(model, 8).map((message) => {
    const fields = [...fieldsOf(message)];
    return [domainOf(textsIn(fields, 1)), integers(fields, 2).at(-1) ?? 0] as const;
  });
  return {
    nodes: messagesIn(graph, 1).map(readNode),
    weights: weightsOf(messagesIn(graph, 5)),
    operatorSets: new Map(sets),
  };
}

function readNode(message: Uint8Array): GraphNode {
  const fields = [...fieldsOf(message)];
  const domain = domainOf(textsIn(fields, 7));
  const type = textsIn(fields, 4).at(-1) ?? '';
  return {
    operator: domain === '' ? type : `${domain}.${type}`,
    inputs: textsIn(fields, 1),
    outputs: textsIn(fields, 2),
    attributes: attributesOf(messagesIn(fields, 5)),
  };
}

/** ONNX's own operator set has two names. */
const domainOf = (texts: readonly string[]): string => (texts.at(-1) === 'ai.onnx' ? '' : (texts.at(-1) ?? ''));

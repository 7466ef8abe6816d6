import type { Field } from '../protobuf.ts';
import { fieldsOf } from '../protobuf.ts';
import { float32s, float64s, floats, int64s, integers } from './repeated.ts';
import { messagesIn, textsIn } from './texts.ts';

/** Weights, or a shape; `values` row by row. Other types are not read. */
export interface WeightTensor {
  readonly dims: readonly number[];
  readonly values: Float32Array | Float64Array | BigInt64Array;
}

/**
 * Tensors by name, from either of the two fields in which their values may lie.
 * Source: github.com/onnx/onnx/blob/main/onnx/onnx.proto3, TensorProto
 *
 * @throws RangeError when values and dimensions differ.
 */
export function weightsOf(messages: readonly Uint8Array[]): ReadonlyMap<string, WeightTensor> {
  const found = new Map<string, WeightTensor>();
  for (const message of messages) {
    const fields = [...fieldsOf(message)];
    const values = valuesOf(fields);
    if (!values) continue;
    const dims = [...integers(fields, 1)];
    const size = dims.reduce((product, dim) => product * dim, 1);
    if (values.length !== size) throw new RangeError(`A tensor of ${size} holds ${values.length} values`);
    found.set(textsIn(fields, 8).at(-1) ?? '', { dims, values });
  }
  return found;
}

function valuesOf(fields: readonly Field[]): WeightTensor['values'] | undefined {
  const raw = messagesIn(fields, 9).at(-1);
  const type = integers(fields, 2).at(-1);
  if (type === 1) return raw ? float32s(raw) : floats(fields, 4);
  if (type === 7) return raw ? int64s(raw) : BigInt64Array.from([...integers(fields, 7)], BigInt);
  return type === 11 && raw ? float64s(raw) : undefined;
}

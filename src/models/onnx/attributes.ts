import type { Field } from '../protobuf.ts';
import { fieldsOf } from '../protobuf.ts';
import { floats, integers } from './repeated.ts';
import { textsIn } from './texts.ts';

/**
 * The value of an attribute: lists of integers as `Float64Array`, lists of floats as `Float32Array`; `undefined` for kinds that
 * no graph of ours has (tensors, graphs, references).
 */
export type Attribute = number | string | readonly string[] | Float64Array | Float32Array | undefined;

/**
 * The attributes of a node by name.
 * Source: github.com/onnx/onnx/blob/main/onnx/onnx.proto3, AttributeProto
 */
export function attributesOf(messages: readonly Uint8Array[]): ReadonlyMap<string, Attribute> {
  return new Map(
    messages.map((message) => {
      const fields = [...fieldsOf(message)];
      return [textsIn(fields, 1).at(-1) ?? '', valueOf(fields)];
    }),
  );
}

/** What the field `type` says: the default of a kind is not written, so that other fields cannot tell. */
function valueOf(fields: readonly Field[]): Attribute {
  // Another attribute's value, that of a function's caller.
  if (fields.some(({ number }) => number === 21)) return undefined;
  switch (integers(fields, 20).at(-1)) {
    case 1:
      return floats(fields, 2).at(-1) ?? 0;
    case 2:
      return integers(fields, 3).at(-1) ?? 0;
    case 3:
      return textsIn(fields, 4).at(-1) ?? '';
    case 6:
      return floats(fields, 7);
    case 7:
      return integers(fields, 8);
    case 8:
      return textsIn(fields, 9);
    default:
      return undefined;
  }
}

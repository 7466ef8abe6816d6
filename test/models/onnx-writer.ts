import { field, message } from './protobuf-writer.ts';

const elementTypes = { bool: 9, float16: 10, float32: 1, int64: 7, string: 8 } as const;
type ElementType = keyof typeof elementTypes;

/** Something encoded, to be put into what it belongs to. */
type Part = Uint8Array;

/** `ValueInfoProto` of a tensor. A size is a number, a name, or nothing, as skl2onnx writes a free one. */
export function tensor(name: string, type: ElementType, ...shape: (number | string | undefined)[]): Part {
  const dimensions = shape.map((size) =>
    field(1, size === undefined ? message() : message(field(typeof size === 'number' ? 1 : 2, size))),
  );
  return message(
    field(1, name),
    field(2, message(field(1, message(field(1, elementTypes[type]), field(2, message(...dimensions)))))),
  );
}

export const graphInput = (...of: Parameters<typeof tensor>): Part => field(11, tensor(...of));
export const graphOutput = (...of: Parameters<typeof tensor>): Part => field(12, tensor(...of));

/** Weights, or any other constant, by name. */
export function constant(name: string, values: Float32Array | BigInt64Array | Uint8Array, ...dims: number[]): Part {
  const type = values instanceof Float32Array ? 'float32' : values instanceof BigInt64Array ? 'int64' : 'bool';
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return field(
    5,
    message(...dims.map((size) => field(1, size)), field(2, elementTypes[type]), field(8, name), field(9, raw)),
  );
}

interface Node {
  readonly type: string;
  readonly inputs?: readonly string[];
  readonly outputs: readonly string[];
  readonly domain?: string;
  readonly attributes?: readonly Part[];
}

export const node = ({ type, inputs = [], outputs, domain = '', attributes = [] }: Node): Part =>
  field(
    1,
    message(
      ...inputs.map((name) => field(1, name)),
      ...outputs.map((name) => field(2, name)),
      field(4, type),
      ...(domain === '' ? [] : [field(7, domain)]),
      ...attributes.map((attribute) => field(5, attribute)),
    ),
  );

/** `AttributeProto.AttributeType`: 2 INT, 3 STRING, 5 GRAPH, 6 FLOATS, 7 INTS, 8 STRINGS. */
export const integerAttribute = (name: string, value: number): Part =>
  message(field(1, name), field(3, value), field(20, 2));
export const graphAttribute = (name: string, ...parts: Part[]): Part =>
  message(field(1, name), field(6, message(...parts)), field(20, 5));
export const textAttribute = (name: string, value: string): Part =>
  message(field(1, name), field(4, value), field(20, 3));
export const integersAttribute = (name: string, values: readonly number[]): Part =>
  message(field(1, name), ...values.map((value) => field(8, value)), field(20, 7));
export const stringsAttribute = (name: string, values: readonly string[]): Part =>
  message(field(1, name), ...values.map((value) => field(9, value)), field(20, 8));
export const floatsAttribute = (name: string, values: readonly number[]): Part =>
  message(field(1, name), field(7, new Uint8Array(Float32Array.from(values).buffer)), field(20, 6));

/** An ONNX file of these parts, with the operator sets that skl2onnx uses. */
export const onnxFile = (...parts: Part[]): Uint8Array =>
  message(
    field(1, 8),
    field(7, message(field(2, 'test'), ...parts)),
    field(8, message(field(2, 17))),
    field(8, message(field(1, 'ai.onnx.ml'), field(2, 3))),
  );

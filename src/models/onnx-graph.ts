import { AppError } from '../domain/errors.ts';
import type { Field } from './protobuf.ts';
import { fieldsOf } from './protobuf.ts';

/** An input or output of a graph. In `shape` a number is a fixed size, a name a free one (`?`: unnamed). */
export interface GraphTensor {
  readonly name: string;
  /** `type 7` and the like for what docscore does not use. */
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

interface Operator {
  readonly domain: string;
  readonly name: string;
}

/** What must be known of an ONNX file before it is run. */
export interface OnnxGraph {
  /** Inputs that a caller must give; weights with a name of their own are not among them. */
  readonly inputs: readonly GraphTensor[];
  readonly outputs: readonly GraphTensor[];
  /** Of all operators and operator sets, nested graphs included; the standard one is `''`. */
  readonly domains: ReadonlySet<string>;
  /** Each kind of node once, nested graphs included, by `domain:name`. */
  readonly operators: ReadonlyMap<string, Operator>;
  /** Some weights lie in other files. */
  readonly externalData: boolean;
  /** The file defines operators of its own. */
  readonly functions: boolean;
}

type MessageName = keyof typeof children;

/**
 * Messages that may hold nodes or tensors: field number → message.
 * Source: github.com/onnx/onnx/blob/main/onnx/onnx.proto3
 */
const children = {
  model: { 7: 'graph', 8: 'opset', 20: 'training', 25: 'function' },
  training: { 1: 'graph', 2: 'graph' },
  function: { 7: 'node', 9: 'opset' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparse', 23: 'sparse' },
  sparse: { 1: 'tensor', 2: 'tensor' },
  tensor: {},
  opset: {},
} as const satisfies Record<string, Record<number, string>>;

const elementTypes: Readonly<Record<number, string>> = { 1: 'float32', 7: 'int64', 8: 'string' };
const nestingLimit = 32;

/** Looks through an ONNX file without loading it. @throws AppError `invalid` when it is none. */
export function readOnnxGraph(file: Uint8Array): OnnxGraph {
  try {
    const domains = new Set<string>();
    const operators = new Map<string, Operator>();
    const found = { externalData: false, functions: false };
    visit('model', file, 0);
    const [graph, ...more] = all([...fieldsOf(file)], 7);
    if (!graph || more.length > 0) throw new RangeError('There must be one graph');
    const fields = [...fieldsOf(graph)];
    const weights = new Set(all(fields, 5).map((tensor) => text([...fieldsOf(tensor)], 8)));
    return {
      inputs: all(fields, 11)
        .map(tensorInfo)
        .filter(({ name }) => !weights.has(name)),
      outputs: all(fields, 12).map(tensorInfo),
      ...{ domains, operators },
      ...found,
    };

    function visit(name: MessageName, bytes: Uint8Array, depth: number): void {
      if (depth > nestingLimit) throw new RangeError('Nested too deeply');
      const fields = [...fieldsOf(bytes)];
      if (name === 'node') {
        const operator = { domain: text(fields, 7), name: text(fields, 4) };
        domains.add(operator.domain);
        operators.set(`${operator.domain}:${operator.name}`, operator);
      }
      for (const field of fields) {
        if (name === 'opset' && field.number === 1) domains.add(textOf(field));
        // external_data, or data_location other than DEFAULT.
        if (
          name === 'tensor' &&
          (field.number === 13 || (field.number === 14 && 'value' in field && field.value !== 0n))
        ) {
          found.externalData = true;
        }
        const child = (children[name] as Readonly<Record<number, MessageName>>)[field.number];
        if (child === 'function') found.functions = true;
        if (child && 'bytes' in field) visit(child, field.bytes, depth + 1);
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AppError('invalid', `The file is not an ONNX model: ${error.message}`, { cause: error });
  }
}

function tensorInfo(valueInfo: Uint8Array): GraphTensor {
  const fields = [...fieldsOf(valueInfo)];
  const type = message(fields, 2);
  const tensor = type && message([...fieldsOf(type)], 1);
  if (!tensor) return { name: text(fields, 1), type: 'not a tensor', shape: [] };
  const tensorFields = [...fieldsOf(tensor)];
  const element = tensorFields.find(({ number }) => number === 1);
  const code = element && 'value' in element ? Number(element.value) : 0;
  const dimensions = all([...fieldsOf(message(tensorFields, 2) ?? new Uint8Array())], 1);
  return { name: text(fields, 1), type: elementTypes[code] ?? `type ${code}`, shape: dimensions.map(dimension) };
}

function dimension(bytes: Uint8Array): number | string {
  const [field] = [...fieldsOf(bytes)];
  if (!field) return '?';
  return 'value' in field ? Number(field.value) : textOf(field);
}

const all = (fields: readonly Field[], number: number): Uint8Array[] =>
  fields.flatMap((field) => (field.number === number && 'bytes' in field ? [field.bytes] : []));
/** The last one counts, as protobuf says. */
const message = (fields: readonly Field[], number: number): Uint8Array | undefined => all(fields, number).at(-1);
const textOf = (field: Field): string => ('bytes' in field ? new TextDecoder().decode(field.bytes) : '');
const text = (fields: readonly Field[], number: number): string => new TextDecoder().decode(message(fields, number));

import type { GraphTensor } from '../onnx-graph.ts';
import type { Attribute } from './attributes.ts';
import type { GraphNode, GraphNodes } from './nodes.ts';

/**
 * A value somewhere in a graph, and where it comes from. Every question is answered strictly: another operator, one attribute
 * more, fewer or different, another number of inputs or outputs, and the answer is `undefined`.
 */
export interface Value {
  readonly name: string;
  /** The inputs of the node that makes this value and nothing else, with just these attributes. */
  madeBy(operator: string, inputs: number, attributes?: Readonly<Record<string, number>>): Value[] | undefined;
  /** That node, for operators whose attributes are parameters. */
  parametersOf(operator: string, wanted: Wanted): Made | undefined;
  /** The weights that this value is, when they have this shape. */
  weights(...dims: number[]): Float32Array | Float64Array | undefined;
  /** The list of integers that this value is. */
  integers(): number[] | undefined;
  /** The graph's input that this value is. */
  readonly input: GraphTensor | undefined;
}

interface Wanted {
  /** Attributes that must be there. */
  readonly names: readonly string[];
  /** Attributes that may be there; no others. */
  readonly optional?: readonly string[];
  readonly inputs?: number;
  /** Which of how many outputs this value is; without it, the only one. */
  readonly output?: readonly [number, number];
}

interface Made {
  readonly inputs: readonly Value[];
  readonly attributes: ReadonlyMap<string, Attribute>;
}

/** Finds values by name; an `Identity` is what it is given. @throws RangeError when two nodes make the same value. */
export function valuesOf({ nodes, weights }: GraphNodes, inputs: readonly GraphTensor[]): (name: string) => Value {
  const makers = makersOf(nodes);
  const valueOf = (name: string): Value => {
    const maker = makers.get(name);
    const [same] = maker?.inputs ?? [];
    const isSame = maker?.operator === 'Identity' && fits(maker, name, { names: [], inputs: 1 });
    if (isSame && same !== undefined) return valueOf(same);
    const parametersOf = (operator: string, wanted: Wanted) => {
      const isWanted = maker?.operator === operator && fits(maker, name, wanted);
      return isWanted ? { inputs: maker.inputs.map(valueOf), attributes: maker.attributes } : undefined;
    };
    return {
      name,
      parametersOf,
      madeBy(operator, count, attributes = {}) {
        const found = parametersOf(operator, { names: Object.keys(attributes), inputs: count });
        const isSame = Object.entries(attributes).every(([key, value]) => isAlike(found?.attributes.get(key), value));
        return found && isSame ? [...found.inputs] : undefined;
      },
      weights(...dims) {
        const tensor = weights.get(name);
        const isSame = tensor?.dims.length === dims.length && dims.every((dim, axis) => dim === tensor.dims[axis]);
        return isSame && !(tensor.values instanceof BigInt64Array) ? tensor.values : undefined;
      },
      integers() {
        const tensor = weights.get(name);
        const isList = tensor?.values instanceof BigInt64Array && tensor.dims.length === 1;
        return isList ? Array.from(tensor.values, Number) : undefined;
      },
      input: maker || weights.has(name) ? undefined : inputs.find((input) => input.name === name),
    };
  };
  return valueOf;
}

function makersOf(nodes: readonly GraphNode[]): Map<string, GraphNode> {
  const makers = new Map<string, GraphNode>();
  for (const node of nodes) {
    for (const output of node.outputs) {
      if (makers.has(output)) throw new RangeError(`Two nodes make ${output}`);
      makers.set(output, node);
    }
  }
  return makers;
}

function fits(
  node: GraphNode,
  name: string,
  { names, optional = [], inputs = node.inputs.length, output: [place, outputs] = [0, 1] }: Wanted,
): boolean {
  const { attributes } = node;
  return (
    node.inputs.length === inputs &&
    node.outputs.length === outputs &&
    node.outputs[place] === name &&
    names.every((each) => attributes.has(each)) &&
    [...attributes.keys()].every((each) => names.includes(each) || optional.includes(each))
  );
}

/** Lists of one number count as that number: `axes: [1]`. */
const isAlike = (attribute: Attribute, value: number): boolean =>
  attribute === value || (attribute instanceof Float64Array && attribute.length === 1 && attribute[0] === value);

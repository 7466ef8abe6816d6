import type { Manifest, ModelInput } from '../domain/manifest.ts';

/**
 * What docscore cannot give a graph: the inputs of a manifest that are neither a document's features nor a named value. Each
 * fault is half a sentence that names the input.
 */
export function inputFaults({ signature, reads }: Pick<Manifest, 'signature' | 'reads'>): string[] {
  const { inputs } = signature;
  const names = inputs.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const values = names.filter((name) => !isOfDocument(name));
  return [
    ...twice.map((name) => `input ${name} is there twice`),
    ...inputs.flatMap(faultsOf),
    ...(reads.documents.length > 0 && values.length > 0
      ? [`it reads documents, which have no ${values.join(', ')}`]
      : []),
    ...(reads.documents.length === 0 && !reads.instances ? ['it reads neither documents nor instances'] : []),
  ];
}

/** Whether an input is made of a document's text; every other one is a named value. */
const isOfDocument = (name: string): boolean => name === 'tokens' || name === 'text';

function faultsOf(input: ModelInput): string[] {
  const { name, type, shape, values, minimum, maximum, optional } = input;
  const wrong = (reason: string) => `input ${name} ${reason}`;
  const [rows, columns] = shape;
  if (isOfDocument(name)) {
    const fits = name === 'tokens' ? (rows === 1 || isFree(rows)) && isFree(columns) : isFree(rows) && columns === 1;
    const wanted = name === 'tokens' ? 'string[1, *] or string[*, *]' : 'string[*, 1]';
    if (type !== 'string' || shape.length !== 2 || !fits)
      return [wrong(`is ${describe(input)}; docscore gives ${wanted}`)];
    const extra = values ?? minimum ?? maximum ?? optional;
    return extra === undefined ? [] : [wrong('is a text: it has no allowed values, no range, and is not optional')];
  }
  if (!/^[A-Za-z_][\w.-]{0,63}$/.test(name) || forbidden.has(name)) {
    return [
      `the input name ${JSON.stringify(name.slice(0, 64))} is not one: letters, digits, "_", "." and "-", 64 at most`,
    ];
  }
  if (shape.length !== 2 || !isFree(rows) || columns !== 1) {
    return [wrong(`is ${describe(input)}; docscore gives a named value as ${type}[*, 1]`)];
  }
  return [...valueFaults(input), ...rangeFaults(input), ...optionalFaults(input)].map(wrong);
}

/** Names that every object has already. */
const forbidden: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

function valueFaults({ type, values, minimum = -Infinity, maximum = Infinity }: ModelInput): string[] {
  if (!values) return [];
  const wanted = type === 'string' ? 'string' : 'number';
  const list: readonly (string | number)[] = values;
  return [
    ...list
      .filter((value) => typeof value !== wanted)
      .map((value) => `allows ${JSON.stringify(value)}, which is no ${wanted}`),
    ...list.filter((value, index) => list.indexOf(value) !== index).map((value) => `allows ${value} twice`),
    ...list
      .filter((value) => typeof value === 'number' && !isOfType(value, type))
      .map((value) => `allows ${value}, which is no ${type}`),
    ...list
      .filter((value) => typeof value === 'number' && (value < minimum || value > maximum))
      .map((value) => `allows ${value}, which is outside its range`),
  ];
}

function rangeFaults({ type, minimum, maximum }: ModelInput): string[] {
  const ends = [minimum, maximum].filter((end) => end !== undefined);
  if (ends.length > 0 && type === 'string') return ['is a string: it has no range'];
  return [
    ...ends.filter((end) => !isOfType(end, type)).map((end) => `has a range to ${end}, which is no ${type}`),
    ...(minimum !== undefined && maximum !== undefined && minimum > maximum ? ['has a minimum above its maximum'] : []),
  ];
}

const optionalFaults = ({ type, optional }: ModelInput): string[] =>
  optional && type !== 'float32' ? [`is ${type}, which cannot be optional: only float32 has a NaN`] : [];

const isOfType = (value: number, type: ModelInput['type']): boolean =>
  type === 'int64' ? Number.isSafeInteger(value) : Number.isFinite(Math.fround(value));

/** The free size of a graph has a name, not a number. */
const isFree = (size: number | string | undefined): boolean => typeof size === 'string';

/** `float32[*, 1]`. Free sizes are alike whatever their names. */
export const describe = ({
  type,
  shape,
}: {
  readonly type: string;
  readonly shape: readonly (number | string)[];
}): string => `${type}[${shape.map((size) => (typeof size === 'number' ? size : '*')).join(', ')}]`;

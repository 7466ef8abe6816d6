import type { Manifest } from '../domain/manifest.ts';
import type { Row } from '../domain/row.ts';
import { fieldsOf } from './fields.ts';
import { readField, type FieldReader } from './field-reader.ts';
import { Faults } from './instance-faults.ts';

/** DESIGN, Limits: instances of one request. */
export const instancesLimit = 1000;

/**
 * Turns instances, as they came, into rows of the graph.
 *
 * @param pointerOf JSON Pointer of an instance in what came; `/instances/0` and so on where nothing is said.
 * @throws AppError `invalid` whose `errors` name each wrong field (20 at most) and, for an unknown value, what is allowed.
 */
export type InstanceReader = (instances: readonly unknown[], pointerOf?: (index: number) => string) => Row[];

/**
 * What reads the instances of a model version. Made once per version: per row there is one lookup and one check a field.
 *
 * @param tokensOf Makes the words that the input `tokens` reads.
 */
export function instanceReader(manifest: Manifest, tokensOf: (text: string) => string[]): InstanceReader {
  const fields = fieldsOf(manifest).map((field) => ({ name: field.name, read: readField(field) }));
  const names = new Set(fields.map(({ name }) => name));
  const rowOf = rowMaker(manifest, tokensOf);
  return (instances, pointerOf = (index) => `/instances/${String(index)}`) => {
    const faults = new Faults();
    const rows: Row[] = [];
    for (let index = 0; index < instances.length; index += 1) {
      const values = readInstance(instances[index], fields, names, faults, () => pointerOf(index));
      if (values) rows.push(rowOf(values));
    }
    faults.throwIfAny(manifest);
    return rows;
  };
}

interface Reading {
  readonly name: string;
  readonly read: FieldReader;
}

type Values = Record<string, string | number>;

/** @returns Its values by name, or `undefined` when something is wrong with it. */
function readInstance(
  instance: unknown,
  fields: readonly Reading[],
  names: ReadonlySet<string>,
  faults: Faults,
  pointer: () => string,
): Values | undefined {
  if (typeof instance !== 'object' || instance === null || Array.isArray(instance)) {
    faults.add(pointer(), 'An instance is an object of named values');
    return undefined;
  }
  const before = faults.count;
  const values: Values = {};
  let given = 0;
  for (const { name, read } of fields) {
    // Own properties only: `constructor` is no value of an instance that does not have it.
    const has = Object.hasOwn(instance, name);
    if (has) given += 1;
    const value = read(has ? (instance as Record<string, unknown>)[name] : undefined, faults, pointer);
    if (value !== undefined) values[name] = value;
  }
  const keys = Object.keys(instance);
  if (keys.length !== given) faults.addUnknown(pointer(), keys, names);
  return faults.count === before ? values : undefined;
}

/** The graph reads '' where a text has no word that counts: no vocabulary holds it. */
const noWords: readonly string[] = [''];

/** Named values are the row as they are, but for a model that reads words. */
function rowMaker({ signature }: Manifest, tokensOf: (text: string) => string[]): (values: Values) => Row {
  const readsText = signature.inputs.some(({ name }) => name === 'text');
  if (!signature.inputs.some(({ name }) => name === 'tokens')) return (values) => values;
  return (values) => {
    const { text = '', ...others } = values;
    const tokens = tokensOf(String(text));
    const row = { ...others, tokens: tokens.length === 0 ? noWords : tokens };
    return readsText ? { ...row, text } : row;
  };
}

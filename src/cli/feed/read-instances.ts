import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ModelField } from '../../domain/model-view.ts';
import { readCsv } from '../../training/data/csv.ts';
import type { Instance } from '../connect/scoring-client.ts';
import { usageError } from '../exit.ts';

/** Where the named values stand: on the command line, in a table or in a JSON file. */
export interface InstanceSource {
  readonly text?: string | undefined;
  /** `name=value` each. */
  readonly value?: readonly string[] | undefined;
  readonly csv?: string | undefined;
  readonly file?: string | undefined;
}

/**
 * The instances of one source. Text becomes a number where the model reads one; what is none goes as it is, for docscore to name.
 *
 * @returns `passedOver`: columns of the table that the model does not read.
 * @throws CliError 2 for no source or two, or a file that cannot be read.
 */
export async function readInstances(
  source: InstanceSource,
  fields: readonly ModelField[],
  cwd: string,
): Promise<{ instances: readonly Instance[]; passedOver: readonly string[] }> {
  const { text, value = [], csv, file } = source;
  const isTyped = text !== undefined || value.length > 0;
  if ([isTyped, csv !== undefined, file !== undefined].filter(Boolean).length !== 1)
    throw usageError('Give the values by --text and --value, by --csv or by --file', fieldList(fields));
  if (csv !== undefined) return await fromTable(resolve(cwd, csv), fields);
  if (file !== undefined) return { instances: await fromJson(resolve(cwd, file)), passedOver: [] };
  const named = value.map((pair) => namedValue(pair, fields));
  return {
    instances: [Object.fromEntries([...(text === undefined ? [] : [['text', text]]), ...named])],
    passedOver: [],
  };
}

function namedValue(pair: string, fields: readonly ModelField[]): [string, unknown] {
  const [, name, value = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
  if (name === undefined) throw usageError(`--value ${pair} is no name=value`, fieldList(fields));
  return [
    name,
    typed(
      value,
      fields.find((field) => field.name === name),
    ),
  ];
}

async function fromTable(path: string, fields: readonly ModelField[]) {
  const { header, records } = await parsed(path, readCsv);
  const columns = header.flatMap((name, index) => {
    const field = fields.find((one) => one.name === name);
    return field ? [{ field, index }] : [];
  });
  const instances = records.map(({ fields: cells }) =>
    Object.fromEntries(columns.map(({ field, index }) => [field.name, typed(cells[index] ?? '', field)])),
  );
  return { instances, passedOver: header.filter((name) => !columns.some(({ field }) => field.name === name)) };
}

/** A list of instances, one instance, or the body that docscore takes. */
async function fromJson(path: string): Promise<readonly Instance[]> {
  const value = await parsed(path, (bytes) => JSON.parse(new TextDecoder().decode(bytes)) as unknown);
  const list = Array.isArray(value) ? value : (value as { instances?: unknown } | null)?.instances;
  if (Array.isArray(list)) return list as Instance[];
  if (typeof value === 'object' && value !== null) return [value as Instance];
  throw usageError(`${path} holds no instance`, 'An instance is an object of named values.');
}

async function parsed<T>(path: string, parse: (bytes: Uint8Array) => T): Promise<T> {
  try {
    return parse(await readFile(path));
  } catch (error) {
    throw usageError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** An empty cell of a field that may be missing is missing. */
function typed(text: string, field: ModelField | undefined): unknown {
  if (!field || field.type === 'string') return text;
  if (text.trim() === '') return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

const fieldList = (fields: readonly ModelField[]) =>
  `It reads ${fields.map(({ name, type }) => `${name} (${type})`).join(', ')}.`;

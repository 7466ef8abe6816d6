import type { Manifest, ModelInput } from '../../domain/manifest.ts';
import { readCsv } from './csv.ts';
import type { CsvRecord } from './csv.ts';
import type { DataColumn, Dataset, NamedValues } from './dataset.ts';

/** What a graph reads of a text; see `domain/manifest.ts`. */
const textInputs: ReadonlySet<string> = new Set(['text', 'tokens']);

/**
 * A file as rows for a model version that there is: its manifest says what each column must hold, and all of them are to measure by.
 *
 * @throws Error that names the column or the line of what does not fit.
 */
export function signatureDataset(
  { signature: { inputs, labels } }: Pick<Manifest, 'signature'>,
  bytes: Uint8Array,
  options: { readonly label?: string | undefined; readonly text?: string | undefined },
): Dataset {
  const { header, records } = readCsv(bytes);
  const at = (name: string): number => {
    const index = header.indexOf(name);
    if (index < 0) throw new Error(`There is no column "${name}"; there are ${header.join(', ')}`);
    return index;
  };
  const label = at(options.label ?? header.find((name) => name.toLowerCase() === 'label') ?? header.at(-1) ?? '');
  const scalars = inputs.filter(({ name }) => !textInputs.has(name));
  const isText = scalars.length < inputs.length;
  const named = header.filter((_, index) => index !== label);
  const columns = scalars.map((input) => ({ input, index: at(input.name) }));
  const text = isText ? at(options.text ?? named.find((name) => name.toLowerCase() === 'text') ?? named[0] ?? '') : -1;

  const examples = records.map((record) => {
    const answer = record.fields[label]?.trim() ?? '';
    if (!labels.includes(answer)) {
      throw new Error(`Line ${record.line}: the model never answers "${answer}"; it answers ${labels.join(', ')}`);
    }
    const values: NamedValues = {
      ...(isText && { text: record.fields[text] ?? '' }),
      ...Object.fromEntries(columns.map(({ input, index }) => [input.name, read(input, record, index)])),
    };
    return { values, label: answer, part: 'measuring' as const };
  });
  return { kind: isText ? 'text' : 'tabular', labels, columns: scalars.map(columnOf), examples, notes: [] };
}

function read(
  { name, type, optional }: ModelInput,
  { line, fields }: CsvRecord,
  index: number,
): string | number | null {
  const cell = fields[index]?.trim() ?? '';
  if (type === 'string') return cell;
  if (cell === '' && optional) return null;
  const value = cell === '' ? Number.NaN : Number(cell);
  if (Number.isFinite(value) && (type !== 'int64' || Number.isSafeInteger(value))) return value;
  throw new Error(`Line ${line}: column "${name}" holds "${cell}", which is no ${type}`);
}

const columnOf = ({ name, type, values, minimum, maximum, optional }: ModelInput): DataColumn => ({
  ...{ name, type },
  ...(type === 'string' && values && { values: values.map(String) }),
  ...(minimum !== undefined && { minimum }),
  ...(maximum !== undefined && { maximum }),
  ...(optional && { optional }),
});

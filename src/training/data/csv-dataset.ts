import type { CsvTable } from './csv.ts';
import { readCsv } from './csv.ts';
import { typedColumn } from './csv-columns.ts';
import type { Dataset, Example } from './dataset.ts';

export interface CsvOptions {
  /** What the model answers; by default the column `label`, else the last one. */
  readonly label?: string | undefined;
  /** The column with the text, for a model that reads one. */
  readonly text?: string | undefined;
  /** What the model reads: one text, or a row of named values. */
  readonly kind: Dataset['kind'];
}

/** More labels than this are no labels. */
const labelLimit = 100;

/**
 * A file as labelled data: texts for a model that reads one, else a table whose columns are typed by what they hold.
 *
 * @throws Error that names the line or the column.
 */
export function csvDataset(bytes: Uint8Array, options: CsvOptions): Dataset {
  const table = readCsv(bytes);
  const label = columnAt(table, options.label ?? usualName(table, 'label') ?? table.header.at(-1) ?? '');
  const labels = labelsOf(table, label);
  const text = options.text ?? (options.kind === 'text' ? likeliestText(table, label) : undefined);
  const answer = ({ fields }: CsvTable['records'][number]) => fields[label]?.trim() ?? null;
  if (text !== undefined) {
    const column = columnAt(table, text);
    const examples = table.records.map((record) => ({
      values: { text: record.fields[column] ?? '' },
      label: answer(record),
    }));
    return { kind: 'text', labels, columns: [], examples, notes: [] };
  }
  const columns = table.header.flatMap((_, index) => (index === label ? [] : [typedColumn(table, index)]));
  const kept = columns.flatMap((one) => ('column' in one ? [one] : []));
  if (kept.length === 0) throw new Error('No column is left to learn from: each is free text or a running number');
  const examples = table.records.map((record): Example => ({
    values: Object.fromEntries(kept.map(({ column, read }) => [column.name, read(record)])),
    label: answer(record),
  }));
  const notes = columns.flatMap((one) => ('leftOut' in one ? [one.leftOut] : []));
  return { kind: 'tabular', labels, columns: kept.map(({ column }) => column), examples, notes };
}

function columnAt({ header }: CsvTable, name: string): number {
  const index = header.indexOf(name);
  if (index < 0) throw new Error(`There is no column "${name}"; there are ${header.join(', ')}`);
  return index;
}

const usualName = ({ header }: CsvTable, name: string): string | undefined =>
  header.find((one) => one.toLowerCase() === name);

function labelsOf({ header, records }: CsvTable, index: number): string[] {
  const seen = new Set<string>();
  for (const { line, fields } of records) {
    const label = fields[index]?.trim() ?? '';
    if (label === '') throw new Error(`Line ${line}: the label (column "${header[index] ?? ''}") is missing`);
    seen.add(label);
    if (seen.size > labelLimit) {
      throw new Error(
        `Line ${line}: column "${header[index] ?? ''}" has more than ${labelLimit} labels; name another by --label`,
      );
    }
  }
  if (seen.size < 2) throw new Error(`All rows have the label "${[...seen].join('')}": there is nothing to learn`);
  return [...seen].sort();
}

/** The column `text`, else the one that holds the longest texts. */
function likeliestText(table: CsvTable, label: number): string {
  const lengths = table.header.map((name, index) => ({
    name,
    length: index === label ? -1 : table.records.reduce((sum, { fields }) => sum + (fields[index]?.length ?? 0), 0),
  }));
  return usualName(table, 'text') ?? lengths.reduce((best, next) => (next.length > best.length ? next : best)).name;
}

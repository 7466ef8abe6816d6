import type { CsvRecord, CsvTable } from './csv.ts';
import type { DataColumn } from './dataset.ts';

/** A column that a model can read, or the reason why this one is not. */
export type TypedColumn =
  | { readonly column: DataColumn; readonly read: (record: CsvRecord) => string | number | null }
  | { readonly leftOut: string };

/** A string column has few values, each of them often: at most this many, seen on average in this many rows. */
const valuesLimit = 100;
const rowsPerValue = 5;
/** A column of which this share are numbers is meant to hold numbers. */
const mostlyNumbers = 0.9;
/** Names of fields that are safe in JSON, URLs and logs. */
const safeName = /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/;
/** What a graph reads of a text is called so. */
const reserved = new Set(['text', 'tokens']);
const absent = new Set(['', 'NA', 'NaN', 'null']);

/** Types a column by what it holds. @throws Error that names the line of what does not fit. */
export function typedColumn({ header, records }: CsvTable, index: number): TypedColumn {
  const name = header[index] ?? '';
  if (!safeName.test(name))
    throw new Error(`Line 1: "${name}" is no name for a field: letters, digits, _ . - and no more`);
  if (reserved.has(name))
    throw new Error(`Line 1: a column of a table cannot be named "${name}"; name a text column by --text`);
  const cells = records.map(({ line, fields }) => ({ line, text: fields[index]?.trim() ?? '' }));
  const present = cells.filter(({ text }) => !absent.has(text));
  const odd = present.find(({ text }) => !isNumber(text));
  if (!odd && present.length > 0) return numberColumn(name, index, present);
  if (present.filter(({ text }) => isNumber(text)).length >= mostlyNumbers * present.length && odd) {
    throw new Error(`Line ${odd.line}: column "${name}" holds "${shown(odd.text)}"; other rows have numbers there`);
  }
  const values = [...new Set(cells.map(({ text }) => text))].sort();
  if (values.length > valuesLimit || values.length * rowsPerValue > records.length) {
    return { leftOut: `column ${name} is left out: ${values.length} different texts` };
  }
  if (values.length === 1) return { leftOut: `column ${name} is left out: it is always "${shown(values.join(''))}"` };
  return { column: { name, type: 'string', values }, read: ({ fields }) => fields[index]?.trim() ?? '' };

  function numberColumn(of: string, at: number, numbers: readonly { text: string }[]): TypedColumn {
    const parsed = numbers.map(({ text }) => Number(text));
    const isWhole = parsed.every((value) => Number.isSafeInteger(value));
    const isComplete = numbers.length === records.length;
    if (isWhole && isComplete && parsed.every((value, i) => i === 0 || value > (parsed[i - 1] ?? 0))) {
      return { leftOut: `column ${of} is left out: a running number` };
    }
    const minimum = parsed.reduce((low, value) => Math.min(low, value));
    const maximum = parsed.reduce((high, value) => Math.max(high, value));
    // Only a float32 can be missing: it becomes NaN in the graph.
    const column: DataColumn =
      isWhole && isComplete
        ? { name: of, type: 'int64', minimum, maximum }
        : { name: of, type: 'float32', minimum, maximum, ...(!isComplete && { optional: true as const }) };
    return { column, read: ({ fields }) => readNumber(fields[at]?.trim() ?? '') };
  }
}

const readNumber = (text: string): number | null => (absent.has(text) ? null : Number(text));
const isNumber = (text: string): boolean => text !== '' && /^[-+.\d]/.test(text) && Number.isFinite(Number(text));
const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

import { AppError } from '../../domain/errors.ts';
import type { FeatureReader, SparseRow } from './evaluator.ts';

/** One named value of a row: one feature per category, or one for a number. */
export interface ColumnPart {
  readonly name: string;
  readonly type: 'string' | 'float32' | 'int64';
  /** Of a string column. */
  readonly categories?: readonly string[];
  /** Takes the place of NaN. */
  readonly filling?: number;
  /** (value − offset) × scale, rounded to float32 after each step, as graphs do. */
  readonly scaling?: { readonly offset: number; readonly scale: number };
}

type Placed = ColumnPart & { readonly from: number; readonly places: ReadonlyMap<string, number> };

export function columnReader(parts: readonly ColumnPart[]): FeatureReader {
  const columns: Placed[] = [];
  let width = 0;
  for (const part of parts) {
    const from = width;
    columns.push({ ...part, from, places: new Map(part.categories?.map((category, i) => [category, from + i])) });
    width += part.categories?.length ?? 1;
  }
  return {
    width,
    read(row, into) {
      into.length = 0;
      for (const column of columns) {
        const value = row[column.name];
        if (column.type === 'string') {
          if (typeof value !== 'string') throw wrongType(column, 'a text', value);
          const at = column.places.get(value);
          if (at !== undefined) put(into, at, 1);
        } else {
          if (typeof value !== 'number') throw wrongType(column, 'a number', value);
          if (column.type === 'int64' && !Number.isSafeInteger(value)) throw wrongType(column, 'an integer', value);
          put(into, column.from, featureOf(value, column));
        }
      }
    },
    describe(feature, row) {
      const column = columns.findLast(({ from }) => from <= feature);
      const value = column && row[column.name];
      return `${column?.name ?? ''}=${Number.isNaN(value) ? 'missing' : String(value)}`;
    },
  };
}

function featureOf(value: number, { filling = NaN, scaling }: ColumnPart): number {
  const narrow = Math.fround(value);
  const whole = Number.isNaN(narrow) ? filling : narrow;
  return scaling ? Math.fround(Math.fround(whole - scaling.offset) * scaling.scale) : whole;
}

function put(into: SparseRow, column: number, value: number): void {
  into.columns[into.length] = column;
  into.values[into.length++] = value;
}

const wrongType = ({ name }: ColumnPart, wanted: string, value: unknown): AppError =>
  new AppError(
    'invalid',
    `The model reads ${name}, ${wanted}; the row has ${value === undefined ? 'none' : typeof value}`,
  );

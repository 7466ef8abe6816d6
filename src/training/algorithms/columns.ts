import type { Row } from '../../domain/row.ts';
import type { Column } from '../fitted.ts';
import type { Table, TableColumn } from '../table.ts';
import { sixDigits } from './rounding.ts';

/**
 * Learns how named values become features: categories of strings, the median for missing numbers, and for linear models
 * mean and scale (standard deviation) of numbers.
 */
export function learnColumns({ columns, rows }: Table, isLinear: boolean): Column[] {
  return columns.map(({ name, type, values }) => {
    if (type === 'string') {
      const seen = values ?? rows.map((row) => stringOf(row, name));
      return { name, type, categories: [...new Set(seen)].sort((a, b) => (a < b ? -1 : 1)) };
    }
    const numbers = rows.map((row) => numberOf(row, { name, type }));
    const missing = type === 'float32' ? { missing: sixDigits(median(numbers)) } : {};
    const filled = numbers.map((value) => (Number.isNaN(value) ? (missing.missing ?? 0) : value));
    return { name, type, ...missing, ...(isLinear && spread(filled)) };
  });
}

/** Turns a row into its features, in the order of the columns. @throws Error for a value of another type. */
export function columnEncoder(columns: readonly Column[]) {
  const width = columns.reduce((sum, { categories }) => sum + (categories?.length ?? 1), 0);
  const positions = columns.map(({ categories }) => new Map(categories?.map((category, i) => [category, i])));

  return (row: Row): Float32Array => {
    const features = new Float32Array(width);
    let at = 0;
    columns.forEach((column, i) => {
      if (column.categories) {
        const position = positions[i]?.get(stringOf(row, column.name));
        if (position !== undefined) features[at + position] = 1;
        at += column.categories.length;
      } else {
        const value = numberOf(row, column);
        const known = Math.fround(Number.isNaN(value) ? (column.missing ?? value) : value);
        features[at++] = (known - (column.mean ?? 0)) / (column.scale ?? 1);
      }
    });
    return features;
  };
}

function stringOf(row: Row, name: string): string {
  const value = row[name];
  if (typeof value !== 'string') throw new Error(`${name} must be a string, not ${JSON.stringify(value)}`);
  return value;
}

function numberOf(row: Row, { name, type }: Pick<TableColumn, 'name' | 'type'>): number {
  const value = row[name];
  const fits =
    typeof value === 'number' && (type === 'int64' ? Number.isSafeInteger(value) : Math.abs(value) !== Infinity);
  if (!fits)
    throw new Error(
      `${name} must be ${type}, not ${typeof value === 'number' ? String(value) : JSON.stringify(value)}`,
    );
  return value;
}

/** Of the numbers that are there; 0 without any. */
function median(numbers: readonly number[]): number {
  const sorted = numbers.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** A column that never varies keeps scale 1. */
function spread(numbers: readonly number[]): { mean: number; scale: number } {
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const variance = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length;
  return { mean: sixDigits(mean), scale: sixDigits(Math.sqrt(variance)) || 1 };
}

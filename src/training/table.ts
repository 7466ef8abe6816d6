import type { Row } from '../domain/row.ts';

/** What a fitter learns from: one row per text or instance. */
export interface Table {
  readonly labels: readonly string[];
  /** The named values of an instance; none: the rows are texts and hold `tokens`. */
  readonly columns: readonly TableColumn[];
  readonly rows: readonly Row[];
  /** Index of each row's label; undefined: none of the labels, which only logistic regression can learn from. */
  readonly targets: readonly (number | undefined)[];
  /** How much each row counts; absent: 1. */
  readonly weights?: readonly number[];
}

/** A named value. */
export interface TableColumn {
  readonly name: string;
  readonly type: 'string' | 'float32' | 'int64';
  /** Of a string: the values that may occur; absent: those that do. */
  readonly values?: readonly string[];
}

/** The rows at these positions, in this order. */
export function subset(table: Table, positions: readonly number[]): Table {
  const { rows, targets, weights } = table;
  const at = <T>(items: readonly T[]) => positions.map((position) => items[position] as T);
  return { ...table, rows: at(rows), targets: at(targets), ...(weights && { weights: at(weights) }) };
}

import type { Contribution, Row } from '../../domain/row.ts';

/** A graph as plain arithmetic. One at a time per evaluator: it has room of its own that every call uses again. */
export interface Evaluator {
  /**
   * @returns rows × labels, row by row.
   * @throws AppError `invalid` that names the value that is missing or of another type.
   */
  score(rows: readonly Row[]): Float32Array;
  /**
   * What moved the logit of a label, the largest first; where labels share one softmax, against their mean. Only linear models.
   * @throws AppError `invalid` when there is no such label.
   */
  explain?(row: Row, label: string, limit: number): readonly Contribution[];
}

/** The features of one row that are not 0: `columns[i]` has `values[i]`, for i below `length`. */
export interface SparseRow {
  readonly columns: Int32Array;
  readonly values: Float64Array;
  length: number;
}

/** What turns a row into features. */
export interface FeatureReader {
  /** How many features there are. */
  readonly width: number;
  /** Overwrites `into`, which has room for `width`. @throws AppError `invalid` that names a value of another type. */
  read(row: Row, into: SparseRow): void;
  /** For people: `good`, `not good`, `region=north`, `age=41`. */
  describe(column: number, row: Row): string;
}

export const emptyRow = (width: number): SparseRow => ({
  columns: new Int32Array(width),
  values: new Float64Array(width),
  length: 0,
});

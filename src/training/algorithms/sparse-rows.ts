/** Rows of mostly zeros, one after the other: row `r` is `[starts[r], starts[r + 1])` of columns and values. */
export interface SparseRows {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
  /** How many columns there are. */
  readonly width: number;
}

/** @param rows Per row, pairs of column and value. */
export function packRows(rows: readonly (readonly (readonly [number, number])[])[], width: number): SparseRows {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, r) => (starts[r + 1] = (starts[r] ?? 0) + row.length));
  return {
    starts,
    columns: Int32Array.from(rows.flatMap((row) => row.map(([column]) => column))),
    values: Float64Array.from(rows.flatMap((row) => row.map(([, value]) => value))),
    width,
  };
}

/** The same rows with one more column at the end, which is 1 in every row: its weight is the bias. */
export function withOnes({ starts, columns, values, width }: SparseRows): SparseRows {
  const rows = starts.length - 1;
  const longer = {
    starts: starts.map((start, r) => start + r),
    columns: new Int32Array(columns.length + rows),
    values: new Float64Array(values.length + rows),
    width: width + 1,
  };
  for (let r = 0; r < rows; r++) {
    const at = (starts[r] ?? 0) + r;
    const end = (starts[r + 1] ?? 0) + r;
    longer.columns.set(columns.subarray(starts[r], starts[r + 1]), at);
    longer.values.set(values.subarray(starts[r], starts[r + 1]), at);
    longer.columns[end] = width;
    longer.values[end] = 1;
  }
  return longer;
}

/** Every value multiplied by the factor of its column. */
export const scaleColumns = (rows: SparseRows, factors: Float64Array): SparseRows => ({
  ...rows,
  values: rows.values.map((value, i) => value * (factors[rows.columns[i] ?? 0] ?? 0)),
});

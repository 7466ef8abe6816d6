import type { Row } from '../../domain/row.ts';
import type { Column } from '../fitted.ts';
import { columnEncoder } from './columns.ts';

/** One feature of all rows, its values put into at most 256 bins: what a tree looks for splits in. */
export interface BinnedFeature {
  /** The bin of each row. */
  readonly bins: Uint8Array;
  /** Between neighbouring bins: values of bin `b` and below are ≤ `thresholds[b]`, all others above. */
  readonly thresholds: Float32Array;
}

/** The features of the columns, in their order. */
export function binRows(rows: readonly Row[], columns: readonly Column[]): BinnedFeature[] {
  const encoded = rows.map(columnEncoder(columns));
  const width = encoded[0]?.length ?? 0;
  return Array.from({ length: width }, (_, feature) => bin(Float32Array.from(encoded, (row) => row[feature] ?? 0)));
}

/** One bin per distinct value, or bins of about equally many rows where there are more than 256. */
function bin(values: Float32Array): BinnedFeature {
  const sorted = values.slice().sort();
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const cuts =
    distinct.length <= 256
      ? distinct.subarray(0, -1)
      : new Set(Array.from({ length: 255 }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / 256)] ?? 0));
  const thresholds = Float32Array.from(cuts, (low) =>
    between(low, distinct[upperBound(distinct, low)] ?? Infinity),
  ).filter((threshold) => threshold < Infinity);
  return { bins: Uint8Array.from(values, (value) => lowerBound(thresholds, value)), thresholds };
}

/** A float32 in [low, high), the middle where it can be. */
function between(low: number, high: number): number {
  const middle = Math.fround(low + (high - low) / 2);
  return middle < high ? middle : low;
}

/** How many of the sorted values are below. */
function lowerBound(sorted: Float32Array, value: number): number {
  return firstWhere(sorted, (each) => each >= value);
}

/** How many of the sorted values are not above. */
function upperBound(sorted: Float32Array, value: number): number {
  return firstWhere(sorted, (each) => each > value);
}

function firstWhere(sorted: Float32Array, holds: (value: number) => boolean): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(sorted[middle] ?? 0)) to = middle;
    else from = middle + 1;
  }
  return from;
}

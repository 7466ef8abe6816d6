import { describe, expect, it } from 'vitest';
import { columnEncoder, learnColumns } from '../../../src/training/algorithms/columns.ts';
import type { Table } from '../../../src/training/table.ts';

const table: Table = {
  labels: ['a', 'b'],
  columns: [
    { name: 'region', type: 'string' },
    { name: 'age', type: 'float32' },
    { name: 'count', type: 'int64' },
  ],
  rows: [
    { region: 'south', age: 30, count: 1 },
    { region: 'north', age: NaN, count: 3 },
    { region: 'south', age: 10, count: 5 },
  ],
  targets: [0, 1, 0],
};

describe('for trees', () => {
  const columns = learnColumns(table, false);

  it('learns categories, sorted, and the median', () => {
    expect(columns).toEqual([
      { name: 'region', type: 'string', categories: ['north', 'south'] },
      { name: 'age', type: 'float32', missing: 20 },
      { name: 'count', type: 'int64' },
    ]);
  });

  it('puts the median in for a missing number, and nothing for an unknown category', () => {
    expect([...columnEncoder(columns)({ region: 'west', age: NaN, count: 7 })]).toEqual([0, 0, 20, 7]);
    expect([...columnEncoder(columns)({ region: 'south', age: 1.5, count: -2 })]).toEqual([0, 1, 1.5, -2]);
  });

  it.each([
    { row: { region: 1, age: 1, count: 1 }, says: 'region must be a string, not 1' },
    { row: { region: 'north', age: '1', count: 1 }, says: 'age must be float32, not "1"' },
    { row: { region: 'north', age: Infinity, count: 1 }, says: 'age must be float32, not Infinity' },
    { row: { region: 'north', age: 1, count: 1.5 }, says: 'count must be int64, not 1.5' },
    { row: { region: 'north', age: 1, count: NaN }, says: 'count must be int64, not NaN' },
    { row: { region: 'north', age: 1 }, says: 'count must be int64, not undefined' },
  ])('refuses a row: $says', ({ row, says }) => {
    expect(() => columnEncoder(columns)(row)).toThrow(says);
  });
});

it('brings numbers to mean 0 and deviation 1 for linear models', () => {
  const encode = columnEncoder(learnColumns(table, true));

  const counts = table.rows.map((row) => encode(row)[3] ?? NaN);

  // 1, 3, 5: mean 3, deviation √(8/3).
  [-1, 0, 1].forEach((steps, i) => expect(counts[i]).toBeCloseTo((steps * 2) / Math.sqrt(8 / 3), 5));
});

it('leaves a number that never varies without scale', () => {
  const columns = learnColumns({ ...table, rows: table.rows.map((row) => ({ ...row, count: 4 })) }, true);

  expect(columnEncoder(columns)({ region: 'north', age: 20, count: 6 })[3]).toBe(2);
});

it('takes the values that are allowed as categories, also those that no row has', () => {
  const columns = [{ name: 'region', type: 'string', values: ['west', 'south', 'north'] } as const];

  expect(learnColumns({ ...table, columns }, false)[0]?.categories).toEqual(['north', 'south', 'west']);
});

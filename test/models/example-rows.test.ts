import { expect, it } from 'vitest';
import { exampleRows, extremeRows } from '../../src/models/example-rows.ts';
import { aModel, columnGraph } from './graphs.ts';

const { manifest } = aModel(columnGraph());

it('makes rows of every allowed value, both ends of each range, and a missing number where it may miss', () => {
  const rows = exampleRows(manifest);

  const valuesOf = (name: string) => new Set(rows.map((row) => row[name]));
  expect(valuesOf('kind')).toEqual(new Set(['bus', 'tram']));
  expect([0, 100, NaN].every((age) => valuesOf('age').has(age))).toBe(true);
  expect([0, 3].every((count) => valuesOf('count').has(count))).toBe(true);
});

it('puts neighbouring values into different combinations', () => {
  const rows = exampleRows(manifest);

  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBeGreaterThan(rows.length / 2);
});

it('shows each of 64 allowed values', () => {
  const values = Array.from({ length: 64 }, (_, index) => `value ${index}`);
  const [kind, ...others] = manifest.signature.inputs;
  const inputs = [{ ...(kind ?? { name: 'kind', type: 'string' as const, shape: ['B', 1] }), values }, ...others];

  expect(new Set(exampleRows({ signature: { ...manifest.signature, inputs } }).map((row) => row['kind']))).toEqual(
    new Set(values),
  );
});

it('goes to the ends of what callers can send, and no further', () => {
  const ends = extremeRows(manifest).map((row) => row['count']);

  expect([Math.min(...ends.map(Number)), Math.max(...ends.map(Number))]).toEqual([0, 3]);
});

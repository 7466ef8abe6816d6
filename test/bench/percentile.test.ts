import { describe, expect, it } from 'vitest';
import { percentile } from './percentile.ts';

describe('percentile', () => {
  it.each([
    { values: [7], percent: 50, expected: 7 },
    { values: [4, 1, 3, 2], percent: 50, expected: 2 },
    { values: [3, 1, 2], percent: 50, expected: 2 },
    { values: [4, 1, 3, 2], percent: 100, expected: 4 },
    { values: Array.from({ length: 100 }, (_, at) => at + 1), percent: 95, expected: 95 },
    { values: Array.from({ length: 20 }, (_, at) => at + 1), percent: 95, expected: 19 },
  ])('of rank $percent among $values.length values is $expected', ({ values, percent, expected }) => {
    expect(percentile(values, percent)).toBe(expected);
  });

  it('of nothing is refused', () => {
    expect(() => percentile([], 50)).toThrow(RangeError);
  });
});

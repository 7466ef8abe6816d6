import { expect, it } from 'vitest';
import { fromText, toText } from '../../../src/training/pipeline/stored-value.ts';

it('gives back what was kept: numbers that are missing, and arrays of each type', () => {
  const value = {
    rows: [{ age: Number.NaN, town: 'Ash' }],
    weights: Float32Array.of(0.1, -3),
    nodes: Int32Array.of(-1, 7),
    graph: Uint8Array.of(8, 255, 0),
    truth: null,
  };

  expect(fromText(toText(value))).toEqual(value);
});

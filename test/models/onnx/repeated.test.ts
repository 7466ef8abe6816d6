import { describe, expect, it } from 'vitest';
import { float32s, floats, integers } from '../../../src/models/onnx/repeated.ts';

const largest = 2n ** 53n - 1n;

describe('integers', () => {
  it.each([
    {
      what: 'packed',
      fields: [{ number: 8, bytes: Uint8Array.of(1, 0xac, 2, ...negative(), ...Array<number>(7).fill(0xff), 15) }],
    },
    {
      what: 'one by one',
      fields: [1n, 300n, 2n ** 64n - 1n, largest].map((value) => ({ number: 8, value })),
    },
    {
      what: 'in parts, among other fields',
      fields: [
        { number: 8, bytes: Uint8Array.of(1, 0xac, 2) },
        { number: 7, value: 9n },
        { number: 8, value: 2n ** 64n - 1n },
        { number: 8, value: largest },
      ],
    },
  ])('reads them $what', ({ fields }) => {
    expect([...integers(fields, 8)]).toEqual([1, 300, -1, Number(largest)]);
  });

  it('refuses a list that ends in the middle of a number', () => {
    expect(() => integers([{ number: 8, bytes: Uint8Array.of(1, 0x80) }], 8)).toThrow(RangeError);
  });
});

describe('floats', () => {
  // 1.5 and NaN, little-endian.
  const bytes = Uint8Array.of(0, 0, 0xc0, 0x3f, 0, 0, 0xc0, 0x7f);

  it.each([
    { what: 'packed', fields: [{ number: 7, bytes }] },
    { what: 'one by one', fields: [0x3fc00000n, 0x7fc00000n].map((value) => ({ number: 7, value })) },
  ])('reads them $what', ({ fields }) => {
    expect([...floats(fields, 7)]).toEqual([1.5, NaN]);
  });

  it('refuses bytes that end in the middle of a number', () => {
    expect(() => float32s(bytes.subarray(1))).toThrow(RangeError);
  });

  it('reads a view of a larger memory', () => {
    expect([...float32s(Buffer.concat([Buffer.alloc(3), bytes]).subarray(3))]).toEqual([1.5, NaN]);
  });
});

/** −1 as a varint: ten bytes. */
function negative(): number[] {
  return [...Array<number>(9).fill(0xff), 1];
}

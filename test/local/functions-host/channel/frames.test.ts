import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeFrames, frameReader } from '../../../../src/local/functions-host/channel/frames.ts';

interface Frame {
  message: unknown;
  parts: Uint8Array[];
}

const sizes = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(16_383, 16_384, 16_385, 70_000));
const frame = fc.record<Frame>({
  message: fc.record({ text: fc.string({ unit: 'grapheme' }), n: fc.integer() }),
  parts: fc.array(
    sizes.map((size) => Uint8Array.from({ length: size }, (_, at) => at % 251)),
    { maxLength: 3 },
  ),
});

function read(bytes: Buffer, cuts: number[]): { message: unknown; body: string }[] {
  const found: { message: unknown; body: string }[] = [];
  const take = frameReader((message, body) => found.push({ message, body: body.toString('base64') }));
  let from = 0;
  for (const cut of [...cuts.map((one) => one % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
    take(Buffer.from(bytes.subarray(from, cut)));
    from = cut;
  }
  return found;
}

it('reads what was written, whatever the pieces it arrives in', () => {
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 6 }), fc.array(fc.nat(), { maxLength: 8 }), (frames, cuts) => {
      const bytes = Buffer.concat(encodeFrames(frames));

      expect(read(bytes, cuts)).toEqual(
        frames.map(({ message, parts }) => ({ message, body: Buffer.concat(parts).toString('base64') })),
      );
    }),
  );
});

it('writes the small frames of a tick in one piece, and does not copy a long body', () => {
  const long = new Uint8Array(1_000_000);
  const small = { message: {}, parts: [new Uint8Array(10)] };

  const pieces = encodeFrames([small, small, { message: {}, parts: [long] }, small]);

  expect(pieces).toHaveLength(3);
  expect(pieces[1]).toBe(long);
});

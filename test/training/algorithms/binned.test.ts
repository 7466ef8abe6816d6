import { expect, it } from 'vitest';
import { binRows } from '../../../src/training/algorithms/binned.ts';

it.each([{ count: 3 }, { count: 256 }, { count: 5000 }])(
  'puts $count values into bins that tell them apart',
  ({ count }) => {
    const values = Array.from({ length: count }, (_, i) => (i * 7919) % count);
    const [feature] = binRows(
      values.map((x) => ({ x })),
      [{ name: 'x', type: 'float32', missing: 0 }],
    );
    const { bins, thresholds } = feature ?? { bins: Uint8Array.of(), thresholds: Float32Array.of() };

    expect(thresholds).toHaveLength(Math.min(count, 256) - 1);
    for (const bin of new Set(bins)) {
      expect(bins.filter((each) => each === bin).length).toBeLessThanOrEqual(Math.ceil(count / 256) + 1);
    }
    values.forEach((value, r) => {
      const bin = bins[r] ?? -1;
      expect(value).toBeLessThanOrEqual(thresholds[bin] ?? Infinity);
      expect(value).toBeGreaterThan(thresholds[bin - 1] ?? -1);
    });
  },
);

it('keeps neighbours of float32 apart', () => {
  // The middle would be rounded up.
  const [low, high] = [16_777_215, 16_777_216];
  const [feature] = binRows([{ x: low }, { x: high }], [{ name: 'x', type: 'float32', missing: 0 }]);

  expect([...(feature?.bins ?? [])]).toEqual([0, 1]);
  expect(feature?.thresholds[0]).toBe(low);
});

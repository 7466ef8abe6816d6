import { expect, it } from 'vitest';
import { textBoxes } from '../../../src/pipeline/reading/text-boxes.ts';

/** A map of 100 × 60 with these probabilities where `at` says so. */
function mapWhere(at: (x: number, y: number) => number) {
  const values = Float32Array.from({ length: 6000 }, (_, index) => at(index % 100, Math.floor(index / 100)));
  return { values, width: 100, height: 60 };
}

const inside = (x: number, y: number, left: number, top: number, right: number, bottom: number) =>
  x >= left && x < right && y >= top && y < bottom;

it('finds a box around each patch of text, grown by what the network shrinks, in pixels of the page', () => {
  const map = mapWhere((x, y) => (inside(x, y, 10, 20, 50, 30) || inside(x, y, 60, 40, 90, 46) ? 0.9 : 0));

  const boxes = textBoxes(map, { width: 200, height: 120 });

  // 40 × 10 grows by 40 · 10 · 1.5 ÷ 50 = 12 both ways; the page is twice the map.
  expect(boxes[0]).toMatchObject({ width: expect.closeTo(104) as number, height: expect.closeTo(44) as number });
  expect(boxes[0]?.centre).toEqual([expect.closeTo(60), expect.closeTo(50)]);
  expect(boxes).toHaveLength(2);
});

it('follows text at an angle', () => {
  const slope = Math.tan((10 * Math.PI) / 180);
  const map = mapWhere((x, y) => (x >= 10 && x < 90 && Math.abs(y - 30 - (x - 50) * slope) < 5 ? 0.9 : 0));

  const [box] = textBoxes(map, { width: 100, height: 60 });

  expect(Math.atan2(box?.along[1] ?? 0, box?.along[0] ?? 0) * (180 / Math.PI)).toBeCloseTo(10, 0);
});

it.each([
  { what: 'specks', at: (x: number, y: number) => (inside(x, y, 10, 10, 12, 12) ? 0.9 : 0) },
  { what: 'thin rules', at: (x: number, y: number) => (inside(x, y, 10, 10, 90, 12) ? 0.9 : 0) },
  { what: 'patches that are hardly text', at: (x: number, y: number) => (inside(x, y, 10, 10, 50, 30) ? 0.5 : 0) },
])('leaves out $what', ({ at }) => {
  expect(textBoxes(mapWhere(at), { width: 100, height: 60 })).toEqual([]);
});

it('joins the arms of a U to one patch', () => {
  const map = mapWhere((x, y) =>
    inside(x, y, 10, 10, 20, 50) || inside(x, y, 60, 10, 70, 50) || inside(x, y, 10, 40, 70, 50) ? 0.9 : 0,
  );

  expect(textBoxes(map, { width: 100, height: 60 })).toHaveLength(1);
});

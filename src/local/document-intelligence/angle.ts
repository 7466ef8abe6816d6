import type { Line } from '../../domain/ocr.ts';

/**
 * How far the text of a page is turned clockwise, in degrees in (−180, 180]: what half of all text, by its length, is turned less than.
 * A polygon begins at its text's own top left.
 */
export function textAngle(lines: readonly Line[]): number {
  const turns = lines
    .map(({ polygon: [x1 = 0, y1 = 0, x2 = 0, y2 = 0] }) => ({
      degrees: (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI,
      length: Math.hypot(x2 - x1, y2 - y1),
    }))
    .sort((one, other) => one.degrees - other.degrees);
  const half = turns.reduce((sum, { length }) => sum + length, 0) / 2;
  let passed = 0;
  const median = turns.find(({ length }) => (passed += length) >= half)?.degrees ?? 0;
  const rounded = Math.round(median * 1e4) / 1e4;
  return rounded === -180 ? 180 : rounded + 0;
}

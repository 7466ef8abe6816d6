import type { Polygon } from '../../domain/ocr.ts';

/** One byte a pixel, row by row, 0 = black. */
export interface GreyImage {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A rectangle of text at any angle, in pixels. `along` and `down` are unit vectors of the text's own axes. */
export interface TextBox {
  readonly centre: readonly [x: number, y: number];
  readonly width: number;
  readonly height: number;
  readonly along: readonly [x: number, y: number];
  readonly down: readonly [x: number, y: number];
}

/** The part of a box between two shares of its width (0–1), as four corners. */
export function boxPolygon({ centre, width, height, along, down }: TextBox, from = 0, to = 1): Polygon {
  const corner = (u: number, v: number) => [
    centre[0] + along[0] * (u - 0.5) * width + down[0] * (v - 0.5) * height,
    centre[1] + along[1] * (u - 0.5) * width + down[1] * (v - 0.5) * height,
  ];
  return [...corner(from, 0), ...corner(to, 0), ...corner(to, 1), ...corner(from, 1)];
}

/** A box read from bottom to top becomes one read from left to right: characters lie across tall boxes. */
export function layTallBoxFlat(box: TextBox): TextBox {
  // 16 pixels: a single narrow character ("l", "1") is tall too, but small.
  if (box.height <= box.width * 1.5 || box.height <= 16) return box;
  const { width, height, along, down } = box;
  return { ...box, width: height, height: width, along: down, down: [-along[0], -along[1]] };
}

/** The same rectangle, read from its other end. */
export const turnUpsideDown = (box: TextBox): TextBox => ({
  ...box,
  along: [-box.along[0], -box.along[1]],
  down: [-box.down[0], -box.down[1]],
});

/** Polygon of an upright rectangle. */
export const rectangle = (left: number, top: number, right: number, bottom: number): Polygon => [
  left,
  top,
  right,
  top,
  right,
  bottom,
  left,
  bottom,
];

/** Corners as points. */
export function corners(polygon: Polygon): [x: number, y: number][] {
  return [0, 2, 4, 6].map((index) => [polygon[index] ?? 0, polygon[index + 1] ?? 0]);
}

/** Two decimals are far below what an engine can tell, and keep stored results small. */
export function scalePolygon(polygon: Polygon, scaleX: number, scaleY: number): Polygon {
  return polygon.map((value, index) => Math.round(value * (index % 2 === 0 ? scaleX : scaleY) * 100) / 100);
}

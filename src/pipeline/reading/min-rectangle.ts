/** A rectangle at an angle in (−45°, 45°], its width lying along the text. */
export interface Rectangle {
  readonly centreX: number;
  readonly centreY: number;
  readonly width: number;
  readonly height: number;
  /** Radians, clockwise on a screen. */
  readonly angle: number;
}

type Point = readonly [x: number, y: number];

/** The smallest rectangle around pixels, by trying each edge of their convex hull. */
export function minRectangle(points: Point[]): Rectangle {
  const hull = convexHull(points);
  if (hull.length < 3) return rectangleAt(hull, 0);
  let best: Rectangle | undefined;
  for (const [index, a] of hull.entries()) {
    const b = hull[(index + 1) % hull.length] ?? a;
    const candidate = rectangleAt(hull, Math.atan2(b[1] - a[1], b[0] - a[0]));
    if (!best || area(candidate) < area(best)) best = candidate;
  }
  return upright(best ?? rectangleAt(hull, 0));
}

// A pixel is one wide: widths count both ends.
const area = ({ width, height }: Rectangle) => (width - 1) * (height - 1);

function rectangleAt(points: readonly Point[], angle: number): Rectangle {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let [minU, maxU, minV, maxV] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    const u = x * cos + y * sin;
    const v = y * cos - x * sin;
    minU = Math.min(minU, u);
    maxU = Math.max(maxU, u);
    minV = Math.min(minV, v);
    maxV = Math.max(maxV, v);
  }
  const u = (minU + maxU) / 2;
  const v = (minV + maxV) / 2;
  const [width, height] = [maxU - minU + 1, maxV - minV + 1];
  return { centreX: u * cos - v * sin, centreY: u * sin + v * cos, width, height, angle };
}

function upright({ angle, width, height, ...centre }: Rectangle): Rectangle {
  while (angle > Math.PI / 4) {
    angle -= Math.PI / 2;
    [width, height] = [height, width];
  }
  while (angle <= -Math.PI / 4) {
    angle += Math.PI / 2;
    [width, height] = [height, width];
  }
  return { ...centre, angle, width, height };
}

/** Andrew's monotone chain. */
function convexHull(points: Point[]): Point[] {
  points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const lower = chain(points);
  const upper = chain(points.reverse());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

function chain(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    while (kept.length > 1 && cross(kept.at(-2) ?? point, kept.at(-1) ?? point, point) <= 0) kept.pop();
    kept.push(point);
  }
  return kept;
}

const cross = (origin: Point, a: Point, b: Point) =>
  (a[0] - origin[0]) * (b[1] - origin[1]) - (a[1] - origin[1]) * (b[0] - origin[0]);

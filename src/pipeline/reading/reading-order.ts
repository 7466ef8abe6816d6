import type { Line, Word } from '../../domain/ocr.ts';
import { columnBlocks } from './columns.ts';
import type { Fragment, Placed } from './fragment.ts';
import { corners, scalePolygon } from './geometry.ts';

/**
 * Puts fragments in the order in which a person reads them: column by column, row by row, left to right.
 * Fragments of one row of a column become one line, so that a label and its amount stay together.
 *
 * @returns `words` in reading order; `lines` that own runs of them.
 */
export function readingOrder(fragments: readonly Fragment[]): { words: Word[]; lines: Line[] } {
  const angle = textAngle(fragments);
  const placed = fragments.filter(({ words }) => words.length > 0).map((fragment) => place(fragment, angle));
  const words: Word[] = [];
  const lines: Line[] = [];
  for (const row of columnBlocks(placed).flatMap(rows)) {
    const own = row.flatMap(({ fragment }) => fragment.words);
    const text = own.map((word) => word.text).join(' ');
    lines.push({ text, polygon: around(row, angle), firstWord: words.length, wordCount: own.length });
    words.push(...own);
  }
  return { words, lines };
}

/** The direction of most of the text, in radians; long fragments count for more. */
function textAngle(fragments: readonly Fragment[]): number {
  const angles = fragments.map(({ polygon }) => {
    const [[x1, y1], [x2, y2]] = corners(polygon) as [[number, number], [number, number]];
    return { angle: Math.atan2(y2 - y1, x2 - x1), weight: Math.hypot(x2 - x1, y2 - y1) };
  });
  // The mean direction tells quarter turns apart; the median around it ignores strays.
  const sum = (of: (angle: number) => number) => angles.reduce((total, a) => total + of(a.angle) * a.weight, 0);
  const mean = Math.atan2(sum(Math.sin), sum(Math.cos));
  const around = (angle: number) => Math.atan2(Math.sin(angle - mean), Math.cos(angle - mean));
  const sorted = angles.map(({ angle, weight }) => ({ off: around(angle), weight })).sort((a, b) => a.off - b.off);
  let left = sorted.reduce((total, { weight }) => total + weight, 0) / 2;
  return mean + (sorted.find(({ weight }) => (left -= weight) <= 0)?.off ?? 0);
}

function place(fragment: Fragment, angle: number): Placed {
  const points = corners(fragment.polygon).map(([x, y]) => turn(x, y, -angle));
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return {
    fragment,
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}

const turn = (x: number, y: number, angle: number): [x: number, y: number] => [
  x * Math.cos(angle) - y * Math.sin(angle),
  x * Math.sin(angle) + y * Math.cos(angle),
];

/** Groups what stands side by side, compared with the nearest neighbour of a row: curled pages drift. */
function rows(block: readonly Placed[]): Placed[][] {
  const found: Placed[][] = [];
  for (const item of block.toSorted((a, b) => middle(a) - middle(b))) {
    const best = found
      .slice(-12)
      .map((row) => ({ row, distance: rowDistance(item, nearest(row, item)) }))
      .filter(({ distance }) => distance < 0.5)
      .sort((a, b) => a.distance - b.distance)[0];
    if (best) best.row.push(item);
    else found.push([item]);
  }
  for (const row of found) row.sort((a, b) => a.left - b.left);
  return found.sort((a, b) => mean(a) - mean(b));
}

const middle = ({ top, bottom }: Placed) => (top + bottom) / 2;
const mean = (row: readonly Placed[]) => row.reduce((sum, item) => sum + middle(item), 0) / row.length;
const gap = (a: Placed, b: Placed) => Math.max(0, a.left - b.right, b.left - a.right);

function nearest(row: readonly Placed[], item: Placed): Placed {
  return row.reduce((best, other) => (gap(other, item) < gap(best, item) ? other : best));
}

/** How far apart two middles are, in heights of the smaller. Fragments over each other are never one row. */
function rowDistance(a: Placed, b: Placed): number {
  const overlap = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  if (overlap > 0.5 * Math.min(a.right - a.left, b.right - b.left)) return Infinity;
  return Math.abs(middle(a) - middle(b)) / Math.max(1, Math.min(a.bottom - a.top, b.bottom - b.top));
}

function around(row: readonly Placed[], angle: number) {
  const [left, right] = [Math.min(...row.map((item) => item.left)), Math.max(...row.map((item) => item.right))];
  const [top, bottom] = [Math.min(...row.map((item) => item.top)), Math.max(...row.map((item) => item.bottom))];
  const points = [
    turn(left, top, angle),
    turn(right, top, angle),
    turn(right, bottom, angle),
    turn(left, bottom, angle),
  ];
  return scalePolygon(points.flat(), 1, 1);
}

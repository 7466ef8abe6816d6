import type { Placed } from './fragment.ts';

/** A column has at least so many fragments; fewer are a table's or a letterhead's. */
const MIN_FRAGMENTS = 4;
/** Prose fills its column; amounts and labels of a table do not. */
const MIN_FILL = 0.6;
/** What runs across the gutter (titles, footers) stays rare on a page with columns. */
const MAX_CROSSING = 0.2;

/**
 * Splits a page into blocks that are read one after the other: two columns of prose, with what runs across them in between.
 * Anything else is one block: rows of receipts, forms and tables are read across.
 */
export function columnBlocks(page: readonly Placed[]): Placed[][] {
  const gutter = bestGutter(page);
  if (gutter === undefined) return [[...page]];
  const crossing = page.filter((item) => crosses(item, gutter)).sort((a, b) => a.top - b.top);
  const blocks: Placed[][] = [];
  let rest = page.filter((item) => !crosses(item, gutter));
  for (const bar of crossing) {
    const above = rest.filter((item) => (item.top + item.bottom) / 2 < (bar.top + bar.bottom) / 2);
    rest = rest.filter((item) => !above.includes(item));
    blocks.push(...columns(above, gutter), [bar]);
  }
  blocks.push(...columns(rest, gutter));
  return blocks.filter((block) => block.length > 0);
}

const columns = (band: readonly Placed[], gutter: number): Placed[][] => [
  band.filter(({ right }) => right <= gutter),
  ...columnBlocks(band.filter(({ left }) => left >= gutter)),
];

const crosses = ({ left, right }: Placed, gutter: number) => left < gutter && right > gutter;

/** The place right of some fragment that the fewest others run across, if both sides of it are prose. */
function bestGutter(page: readonly Placed[]): number | undefined {
  const candidates = [...new Set(page.map(({ right }) => Math.ceil(right)))].map((gutter) => ({
    gutter,
    crossing: page.filter((item) => crosses(item, gutter)).length,
    left: page.filter(({ right }) => right <= gutter),
    right: page.filter(({ left }) => left >= gutter),
  }));
  return candidates
    .filter(({ crossing, left, right }) => crossing <= page.length * MAX_CROSSING && sideBySide(left, right))
    .sort((a, b) => a.crossing - b.crossing || a.gutter - b.gutter)[0]?.gutter;
}

function sideBySide(left: readonly Placed[], right: readonly Placed[]): boolean {
  if (left.length < MIN_FRAGMENTS || right.length < MIN_FRAGMENTS) return false;
  const [a, b] = [extent(left), extent(right)];
  const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const height = Math.min(a.bottom - a.top, b.bottom - b.top);
  return shared > 0.5 * height && fill(left, a) >= MIN_FILL && fill(right, b) >= MIN_FILL;
}

function extent(items: readonly Placed[]) {
  return {
    left: Math.min(...items.map(({ left }) => left)),
    right: Math.max(...items.map(({ right }) => right)),
    top: Math.min(...items.map(({ top }) => top)),
    bottom: Math.max(...items.map(({ bottom }) => bottom)),
  };
}

/** Median share of a column's width that a fragment takes, 0 for a column too narrow for a few words. */
function fill(items: readonly Placed[], { left, right }: { left: number; right: number }): number {
  const heights = items.map(({ top, bottom }) => bottom - top).sort((a, b) => a - b);
  const usualHeight = heights[Math.floor(heights.length / 2)] ?? 0;
  if (right - left < 8 * usualHeight) return 0;
  const widths = items.map((item) => item.right - item.left).sort((a, b) => a - b);
  return (widths[Math.floor(widths.length / 2)] ?? 0) / (right - left);
}

import type { Paint, Style } from './paint.ts';
import { shortenEnd, shortenMiddle } from './shorten.ts';
import { textWidth } from './width.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'right';
  /** Never narrower, whatever the terminal. */
  readonly min: number;
  /** Never wider, however much room there is. */
  readonly max: number;
  /** Which part goes when a cell does not fit; the middle where nothing is said. */
  readonly cut?: 'end';
}

/** A cell, painted after it was fitted. `span` takes in the columns to its right. */
export interface Cell {
  readonly text: string;
  readonly style?: Style | undefined;
  readonly span?: number;
}

export type Row = readonly Cell[];

const gap = 2;

/**
 * Widths that show as much as fits into `available` columns. The widest column that may still shrink gives way first, so short
 * cells stay whole.
 * @param rows What is known of the content; a column is as wide as its widest cell, between its `min` and `max`.
 */
export function columnWidths(columns: readonly Column[], rows: readonly Row[], available: number): number[] {
  const widths = columns.map((column, index) =>
    Math.min(column.max, Math.max(column.min, textWidth(column.title), ...rows.map((row) => cellWidth(row, index)))),
  );
  let excess = sum(widths) + gap * (columns.length - 1) - available;
  while (excess > 0) {
    const widest = widestShrinkable(widths, columns);
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

/** One line without trailing blanks. */
export function tableLine(columns: readonly Column[], widths: readonly number[], row: Row, paint: Paint): string {
  let column = 0;
  const cells = row.map(({ text, style, span = 1 }) => {
    const first = columns[column];
    const width = sum(widths.slice(column, column + span)) + gap * (span - 1);
    column += span;
    return fit(text, width, {
      style,
      paint,
      cut: span > 1 ? 'end' : first?.cut,
      align: span > 1 ? undefined : first?.align,
    });
  });
  return cells.join(' '.repeat(gap)).trimEnd();
}

export const headerLine = (columns: readonly Column[], widths: readonly number[], paint: Paint) =>
  tableLine(
    columns,
    widths,
    columns.map(({ title }) => ({ text: title, style: 'dim' })),
    paint,
  );

interface Fit {
  readonly paint: Paint;
  readonly style: Style | undefined;
  readonly cut: Column['cut'] | undefined;
  readonly align: Column['align'] | undefined;
}

function fit(text: string, width: number, { paint, style, cut, align }: Fit): string {
  const shown = cut === 'end' ? shortenEnd(text, width) : shortenMiddle(text, width);
  const blanks = ' '.repeat(Math.max(0, width - textWidth(shown)));
  const inked = style ? paint(style, shown) : shown;
  return align === 'right' ? blanks + inked : inked + blanks;
}

/** Only cells of one column count: a wider one takes what its columns have. */
function cellWidth(row: Row, column: number): number {
  let position = 0;
  for (const { text, span = 1 } of row) {
    if (position === column && span === 1) return textWidth(text);
    position += span;
  }
  return 0;
}

function widestShrinkable(widths: readonly number[], columns: readonly Column[]): number | undefined {
  let widest: number | undefined;
  for (const [index, width] of widths.entries()) {
    if (width > (columns[index]?.min ?? 0) && (widest === undefined || width > (widths[widest] ?? 0))) widest = index;
  }
  return widest;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

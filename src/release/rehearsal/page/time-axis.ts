interface Span {
  readonly from: number;
  readonly to: number;
}

/** A place on the axis, from 0 to 100. */
export interface TimeAxis {
  percent(ms: number): number;
  /** Whether waits are drawn shorter than they were. */
  readonly isShortened: boolean;
}

/** How much of what was worked in all a wait takes up at most. */
const longestWait = 0.25;

/**
 * Times of a run on a line. A night in which a run only waited for a person would leave no room for the minutes in which it worked: such waits are
 * drawn shorter.
 *
 * @param whole Of the run.
 * @param busy When something was worked, in any order; may overlap.
 */
export function timeAxis(whole: Span, busy: readonly Span[]): TimeAxis {
  const parts = partsOf(whole, busy);
  const worked = parts.filter(({ isWait }) => !isWait).reduce((sum, { from, to }) => sum + to - from, 0);
  const limit = Math.max(1, worked * longestWait);
  const widths = parts.map(({ from, to, isWait }) => (isWait ? Math.min(to - from, limit) : to - from));
  const total = Math.max(
    1,
    widths.reduce((sum, width) => sum + width, 0),
  );
  return {
    isShortened: parts.some(({ isWait, from, to }) => isWait && to - from > limit),
    percent(ms) {
      let passed = 0;
      for (const [index, { from, to }] of parts.entries()) {
        const width = widths[index] ?? 0;
        if (ms <= to) return (100 * (passed + (width * Math.max(0, ms - from)) / Math.max(1, to - from))) / total;
        passed += width;
      }
      return 100;
    },
  };
}

/** The whole, cut where work begins and ends. */
function partsOf({ from, to }: Span, busy: readonly Span[]): (Span & { readonly isWait: boolean })[] {
  const parts: (Span & { isWait: boolean })[] = [];
  let at = from;
  for (const span of [...busy].sort((one, other) => one.from - other.from)) {
    if (span.to <= at) continue;
    if (span.from > at) parts.push({ from: at, to: span.from, isWait: true });
    parts.push({ from: Math.max(at, span.from), to: span.to, isWait: false });
    at = span.to;
  }
  if (at < to) parts.push({ from: at, to, isWait: true });
  return parts;
}

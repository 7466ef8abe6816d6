import type { Position } from './expanded.ts';

/**
 * `; did you mean 'x'?` when a known name is close to the one that was written, else nothing.
 *
 * @param places Where known names are written; then that is said too.
 */
export function nearest(name: string, known: readonly string[], places?: ReadonlyMap<string, Position>): string {
  const wanted = name.toLowerCase();
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const distance = distanceOf(wanted, candidate.toLowerCase());
    if (distance <= Math.max(1, Math.floor(wanted.length / 3)) && distance < (best?.distance ?? Infinity))
      best = { candidate, distance };
  }
  if (best === undefined) return '';
  const place = places?.get(best.candidate);
  const where = place === undefined ? [] : [place, ...(place.from ?? [])].map(({ file, line }) => `${file}:${line}`);
  return `; did you mean '${best.candidate}'${where.length === 0 ? '' : ` (${where.join(', ')})`}?`;
}

/** Slips of the finger: letters to add, take away or change, and neighbours exchanged (optimal string alignment). */
function distanceOf(a: string, b: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwapped ? (before[j - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change, swap));
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}

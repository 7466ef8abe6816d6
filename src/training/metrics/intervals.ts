import { seededRandom } from '../random.ts';

/** From, to; the truth is inside in 95 of 100 cases. */
export type Interval = [number, number];

/** Standard normal quantile of 97.5 %. */
const z = 1.959964;

/** Of a share, also of few rows and near 0 or 1. Source: Wilson 1927. */
export function wilson(hits: number, rows: number): Interval {
  const share = hits / rows;
  const spread = (z * z) / rows;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (z / (1 + spread)) * Math.sqrt((share * (1 - share)) / rows + spread / (4 * rows));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/**
 * Percentile bootstrap: the figure of as many items drawn with replacement, 500 times.
 *
 * @param figure Undefined for a draw that it cannot be told of; such draws are left out.
 */
export function bootstrap<T>(
  items: readonly T[],
  figure: (items: readonly T[]) => number | undefined,
  seed: number,
): Interval | undefined {
  const random = seededRandom(seed);
  const figures = Array.from({ length: 500 }, () => figure(items.map(() => random.pick(items))))
    .filter((value) => value !== undefined)
    .sort((a, b) => a - b);
  const at = (share: number) => figures[Math.round(share * (figures.length - 1))];
  const [from, to] = [at(0.025), at(0.975)];
  return from === undefined || to === undefined ? undefined : [from, to];
}

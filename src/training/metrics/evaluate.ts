import type { Guess } from './guess.ts';
import { isRight } from './guess.ts';
import type { ClassFigures } from './hits.ts';
import { accuracy, classFigures, macroF1 } from './hits.ts';
import type { Interval } from './intervals.ts';
import { bootstrap, wilson } from './intervals.ts';
import { brierScore, calibrationError, logLoss, rocAuc } from './probability-scores.ts';

/** As a manifest keeps it, rounded to four decimals. */
export interface Evaluation {
  readonly rows: number;
  /** `accuracy`, `macroF1` and, of two labels, `rocAuc`: higher is better; `logLoss`, `brierScore`, `calibrationError`: lower. */
  readonly metrics: Record<string, number>;
  /** 95 %, per metric: Wilson's for accuracy, bootstrap for the others. */
  readonly intervals: Record<string, Interval>;
  readonly perClass: Record<string, ClassFigures>;
}

/**
 * All figures of a model on rows that it was not trained on.
 *
 * @param seed Of the bootstrap.
 * @throws Error without any guess.
 */
export function evaluate(labels: readonly string[], guesses: readonly Guess[], seed: number): Evaluation {
  const metrics: Record<string, number> = { accuracy: round(accuracy(guesses)) };
  const intervals: Record<string, Interval> = {
    accuracy: roundBoth(wilson(guesses.filter(isRight).length, guesses.length)),
  };
  for (const [name, figure] of Object.entries(figuresOf(labels.length))) {
    const value = figure(guesses);
    const interval = value === undefined ? undefined : bootstrap(guesses, figure, seed);
    if (value === undefined || interval === undefined) continue;
    metrics[name] = round(value);
    intervals[name] = roundBoth(interval);
  }
  const perClass = classFigures(labels.length, guesses).map(
    ({ precision, recall, f1, rows }, label): [string, ClassFigures] => [
      labels[label] ?? '',
      { precision: round(precision), recall: round(recall), f1: round(f1), rows },
    ],
  );
  return { rows: guesses.length, metrics, intervals, perClass: Object.fromEntries(perClass) };
}

/**
 * Accuracy per slice, rounded, in the order of their names.
 *
 * @param sliceOf The slices that a guess belongs to, like `region=north`.
 */
export function evaluateSlices<T extends Guess>(
  guesses: readonly T[],
  sliceOf: (guess: T) => readonly string[],
): Record<string, { accuracy: number; rows: number }> {
  const slices = new Map<string, T[]>();
  for (const guess of guesses) {
    for (const name of sliceOf(guess)) {
      const members = slices.get(name);
      if (members) members.push(guess);
      else slices.set(name, [guess]);
    }
  }
  const sorted = [...slices].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    sorted.map(([name, members]) => [name, { accuracy: round(accuracy(members)), rows: members.length }]),
  );
}

const figuresOf = (labels: number): Record<string, (guesses: readonly Guess[]) => number | undefined> => ({
  macroF1: (guesses) => macroF1(labels, guesses),
  logLoss,
  brierScore,
  calibrationError,
  ...(labels === 2 && { rocAuc }),
});

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
const roundBoth = ([from, to]: Interval): Interval => [round(from), round(to)];

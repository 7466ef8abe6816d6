import type { Guess } from './guess.ts';
import { isRight, likeliest, meanOf } from './guess.ts';

/** Share of guesses whose likeliest label is right, 0–1. */
export const accuracy = (guesses: readonly Guess[]): number => meanOf(guesses, (guess) => Number(isRight(guess)));

/** Precision: how many that were called so are so; recall: how many that are so were called so; `f1`: their harmonic mean. */
export interface ClassFigures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** How many are so. */
  readonly rows: number;
}

/** One per label, in their order; 0 where nothing was called so, or nothing is so. */
export function classFigures(labels: number, guesses: readonly Guess[]): ClassFigures[] {
  const called = new Float64Array(labels);
  const rows = new Float64Array(labels);
  const right = new Float64Array(labels);
  for (const guess of guesses) {
    const answer = likeliest(guess);
    called[answer] = (called[answer] ?? 0) + 1;
    rows[guess.truth] = (rows[guess.truth] ?? 0) + 1;
    if (answer === guess.truth) right[answer] = (right[answer] ?? 0) + 1;
  }
  const share = (part = 0, whole = 0) => (whole === 0 ? 0 : part / whole);
  return Array.from({ length: labels }, (_, label) => ({
    precision: share(right[label], called[label]),
    recall: share(right[label], rows[label]),
    f1: share(2 * (right[label] ?? 0), (called[label] ?? 0) + (rows[label] ?? 0)),
    rows: rows[label] ?? 0,
  }));
}

/** Mean of the labels' F1, each counting the same however rare it is. */
export const macroF1 = (labels: number, guesses: readonly Guess[]): number =>
  classFigures(labels, guesses).reduce((sum, { f1 }) => sum + f1, 0) / labels;

/** The largest share of one label: what an answer that never looks would get. */
export function majorityShare(labels: number, guesses: readonly Guess[]): number {
  return Math.max(
    ...Array.from({ length: labels }, (_, label) => meanOf(guesses, ({ truth }) => Number(truth === label))),
  );
}

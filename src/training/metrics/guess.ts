/** What a model answers for one held-out row, and what is right. */
export interface Guess {
  /** One per label, 1 in sum. */
  readonly probabilities: readonly number[];
  /** Index of the right label. */
  readonly truth: number;
}

/** Index of the likeliest label, of equal ones the first: the answer where no threshold is set. */
export const likeliest = ({ probabilities }: Guess): number => probabilities.indexOf(Math.max(...probabilities));

export const isRight = (guess: Guess): boolean => likeliest(guess) === guess.truth;

/** @throws Error without any guess: no figure says anything about nothing. */
export function meanOf(guesses: readonly Guess[], value: (guess: Guess) => number): number {
  if (guesses.length === 0) throw new Error('There are no guesses to measure');
  return guesses.reduce((sum, guess) => sum + value(guess), 0) / guesses.length;
}

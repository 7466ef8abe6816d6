import type { Guess } from '../../../src/training/metrics/guess.ts';

/** Two labels: the probability of the second, and whether it is right. */
export const guesses = (...pairs: readonly (readonly [chance: number, truth: number])[]): Guess[] =>
  pairs.map(([chance, truth]) => ({ probabilities: [1 - chance, chance], truth }));

/** Answers that are sure: what was called, what it is. */
export const called = (labels: number, ...pairs: readonly (readonly [answer: number, truth: number])[]): Guess[] =>
  pairs.map(([answer, truth]) => ({
    probabilities: Array.from({ length: labels }, (_, label) => Number(label === answer)),
    truth,
  }));

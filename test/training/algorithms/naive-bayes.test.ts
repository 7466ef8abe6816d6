import { expect, it } from 'vitest';
import { fitNaiveBayes } from '../../../src/training/algorithms/naive-bayes.ts';
import { probabilities } from '../../../src/training/algorithms/probabilities.ts';
import { texts } from './tables.ts';

const options = { alpha: 1, ngrams: 1, minDocuments: 1 };

it('multiplies the shares of labels and of words, each count raised by one', () => {
  const fitted = fitNaiveBayes(texts(['good good food', 1], ['good', 1], ['bad food', 0]), options);

  // Words are bad, food, good. P(good | 1) = (3+1)/(4+3), P(food | 1) = 2/7; P(good | 0) = 1/(2+3), P(food | 0) = 2/5.
  const yes = (2 / 3) * (4 / 7) * (2 / 7);
  const no = (1 / 3) * (1 / 5) * (2 / 5);
  expect(probabilities(fitted, { tokens: ['good', 'food'] })[1]).toBeCloseTo(yes / (yes + no), 3);
  expect(probabilities(fitted, { tokens: ['unheard'] })[1]).toBeCloseTo(2 / 3, 3);
});

it('counts a word as often as it is there', () => {
  const fitted = fitNaiveBayes(texts(['good', 1], ['bad', 0]), options);

  // P(good | 1) = 2/3, P(good | 0) = 1/3: odds of 2 per word.
  expect(probabilities(fitted, { tokens: ['good', 'good', 'good'] })[1]).toBeCloseTo(8 / 9, 3);
});

it('smooths by alpha', () => {
  const fitted = fitNaiveBayes(texts(['good', 1], ['bad', 0]), { ...options, alpha: 0.5 });

  expect(probabilities(fitted, { tokens: ['good'] })[1]).toBeCloseTo(1.5 / 2, 3);
});

it('answers with one probability per label where there are three', () => {
  const table = { ...texts(['a', 0], ['b', 1], ['c', 2]), labels: ['x', 'y', 'z'] };

  const answer = probabilities(fitNaiveBayes(table, options), { tokens: ['b'] });

  // P(b | its label) = 2/4, P(b | another) = 1/4.
  [1 / 4, 1 / 2, 1 / 4].forEach((share, label) => expect(answer[label]).toBeCloseTo(share, 3));
});

it('counts a row of weight 3 as three rows', () => {
  const thrice = texts(['good', 1], ['good', 1], ['good', 1], ['bad', 0]);
  const heavy = { ...texts(['good', 1], ['bad', 0]), weights: [3, 1] };

  expect(fitNaiveBayes(heavy, options)).toEqual(fitNaiveBayes(thrice, options));
});

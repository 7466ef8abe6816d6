import { expect, it } from 'vitest';
import { calibrate } from '../../../src/training/algorithms/calibrate.ts';
import { fit } from '../../../src/training/algorithms/fit.ts';
import { fitSvm } from '../../../src/training/algorithms/fit-svm.ts';
import { fitNaiveBayes } from '../../../src/training/algorithms/naive-bayes.ts';
import { fitNbSvm } from '../../../src/training/algorithms/nb-svm.ts';
import { probabilities } from '../../../src/training/algorithms/probabilities.ts';
import { packRows } from '../../../src/training/algorithms/sparse-rows.ts';
import { crossValidate } from '../../../src/training/metrics/cross-validate.ts';
import { logLoss } from '../../../src/training/metrics/probability-scores.ts';
import { seededRandom } from '../../../src/training/random.ts';
import type { Table } from '../../../src/training/table.ts';
import { reviews, shuffled, texts } from './tables.ts';

it('answers with the share of the label where nothing else is known', () => {
  const table = texts(['a', 1], ['a', 1], ['a', 1], ['a', 0]);

  const fitted = fit('logistic-regression', table, { c: 1e-6 }, 1);

  expect(probabilities(fitted, { tokens: ['a'] })[1]).toBeCloseTo(0.75, 3);
});

it('ends where the pull of the loss equals that of the weights', () => {
  const table = texts(['a', 1], ['a', 1], ['a', 0], ['b', 0], ['b', 0], ['b', 1]);

  const fitted = fit('logistic-regression', table, { c: 2, ngrams: 1 }, 1);

  // Each row is one word at length 1: w = c × Σ (truth − probability) over its rows.
  const likes = (word: string) => probabilities(fitted, { tokens: [word] })[1] ?? NaN;
  const [a, b] = fitted.kind === 'text-linear' ? [...fitted.weights] : [];
  expect(a).toBeCloseTo(2 * (2 - 3 * likes('a')), 2);
  expect(b).toBeCloseTo(2 * (1 - 3 * likes('b')), 2);
});

it('makes a row that is none of the labels equally likely each of them', () => {
  const known = texts(['yes', 1], ['no', 0]);
  const table: Table = { ...texts(['yes', 1], ['no', 0], ['yes', undefined]), labels: ['0', '1'] };
  const sure = (of: Table) => probabilities(fit('logistic-regression', of, { bias: false }, 1), { tokens: ['yes'] })[1];

  expect(sure(table)).toBeLessThan(sure(known) ?? 0);
  expect(sure(table)).toBeGreaterThan(0.5);
});

it.each([
  { cost: 1, weight: 4 / 5 },
  { cost: 3, weight: 12 / 13 },
])('finds the machine that a sheet of paper finds for a cost of $cost', ({ cost, weight }) => {
  const rows = packRows([[[0, 1]], [[0, -1]]], 1);

  const machine = fitSvm(rows, Float64Array.of(1, -1), Float64Array.of(cost, cost), seededRandom(1));

  // ½w² + 2 × cost × (1 − w)² is least at w = 4 × cost ÷ (1 + 4 × cost).
  expect(machine[0]).toBeCloseTo(weight, 3);
  expect(machine[1]).toBeCloseTo(0, 3);
});

it('weighs words by how much more often one label has them', () => {
  const { grams, weights } = fitNbSvm(
    texts(['great food', 1], ['great', 1], ['poor food', 0], ['poor', 0]),
    { c: 1, alpha: 1, beta: 0, ngrams: 1, minDocuments: 1 },
    seededRandom(1),
  );

  // With beta 0 every weight is the mean one × its ratio: ln(3/6 ÷ 1/6) for great, 0 for food.
  expect(grams).toEqual([['food'], ['great'], ['poor']]);
  expect(weights[0]).toBeCloseTo(0, 6);
  expect(weights[2]).toBeCloseTo(-(weights[1] ?? 0), 6);
  expect(weights[1]).toBeGreaterThan(0);
});

it.each([
  { which: 'too timid', margins: timid, table: reviews(200) },
  { which: 'too bold', margins: bold, table: reviews(200, 0.3) },
])('makes probabilities of margins that are $which: log loss falls', ({ margins, table }) => {
  const calibrated = (of: Table) => calibrate(of, { folds: 5, seed: 1 }, margins);
  const loss = (train: typeof margins) => logLoss(crossValidate(table, { folds: 3, seed: 1 }, train));

  expect(loss(calibrated)).toBeLessThan(loss(margins) - 0.02);
  expect(loss(calibrated)).toBeLessThan(Math.LN2);
});

it('does not believe what a machine says of rows that it was trained on', () => {
  const luck = shuffled(reviews(200), 3);

  const fitted = calibrate(luck, { folds: 5, seed: 1 }, timid);

  // Trained on all rows, the margins tell them apart; on rows held out they tell nothing.
  for (const row of luck.rows) expect(Math.abs((probabilities(fitted, row)[1] ?? NaN) - 0.5)).toBeLessThan(0.2);
});

it('answers with the share of a rare label on average', () => {
  const rare = shuffled(reviews(300), 3);
  const table = { ...rare, targets: rare.targets.map((target, i) => (i % 5 === 0 ? 1 : 0) * (target ?? 0)) };
  const share = table.targets.reduce((sum, target) => sum + target, 0) / 300;

  const fitted = calibrate(table, { folds: 5, seed: 1 }, timid);

  const mean = table.rows.reduce((sum, row) => sum + (probabilities(fitted, row)[1] ?? NaN), 0) / 300;
  expect(Math.abs(mean - share)).toBeLessThan(0.03);
});

/** Margins end near ±1, whatever is certain. */
function timid(table: Table) {
  return fitNbSvm(table, { c: 1, alpha: 1, beta: 0.25, ngrams: 1, minDocuments: 1 }, seededRandom(1));
}

/** Takes words that come together for independent evidence. */
function bold(table: Table) {
  return fitNaiveBayes(table, { alpha: 0.1, ngrams: 2, minDocuments: 1 });
}

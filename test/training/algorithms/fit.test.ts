import { describe, expect, it } from 'vitest';
import { fit, readParameters } from '../../../src/training/algorithms/fit.ts';
import { crossValidate } from '../../../src/training/metrics/cross-validate.ts';
import { accuracy, majorityShare } from '../../../src/training/metrics/hits.ts';
import type { Table } from '../../../src/training/table.ts';
import { instances, reviews, shuffled, texts } from './tables.ts';

const small = { trees: 30 };
const fitters: { algorithm: string; of: string; table: Table; parameters: Record<string, number> }[] = [
  { algorithm: 'naive-bayes', of: 'texts', table: reviews(200), parameters: {} },
  { algorithm: 'logistic-regression', of: 'texts', table: reviews(200), parameters: {} },
  { algorithm: 'linear-svm', of: 'texts', table: reviews(200), parameters: {} },
  { algorithm: 'nb-svm', of: 'texts', table: reviews(200), parameters: {} },
  { algorithm: 'gradient-boosting', of: 'columns', table: instances(200), parameters: small },
  { algorithm: 'random-forest', of: 'columns', table: instances(200), parameters: small },
];
const linear = ['logistic-regression', 'linear-svm'].map((algorithm) => ({
  algorithm,
  of: 'columns',
  table: instances(200),
  parameters: {},
}));

describe.each([...fitters, ...linear])('$algorithm of $of', ({ algorithm, table, parameters }) => {
  const guesses = (of: Table) =>
    crossValidate(of, { folds: 3, seed: 1 }, (part) => fit(algorithm, part, parameters, 1));

  it('finds out what tells the labels apart', () => {
    expect(accuracy(guesses(table))).toBeGreaterThan(0.9);
  });

  it('finds nothing where labels are drawn from a hat', () => {
    const luck = shuffled(table, 5);

    // Three standard deviations of 200 tosses of a coin.
    expect(accuracy(guesses(luck))).toBeLessThan(majorityShare(2, guesses(luck)) + 0.106);
  });

  it('gives probabilities: each in 0–1, 1 in sum', () => {
    for (const { probabilities } of guesses(table)) {
      expect(Math.min(...probabilities)).toBeGreaterThanOrEqual(0);
      expect(probabilities.reduce((sum, probability) => sum + probability)).toBeCloseTo(1, 6);
    }
  });

  it('gives the same model again for the same seed', () => {
    expect(fit(algorithm, table, parameters, 7)).toEqual(fit(algorithm, table, parameters, 7));
  });

  it('listens less to rows that weigh little', () => {
    const flipped = { ...table, targets: table.targets.map((target, i) => (i < 60 ? 1 - (target ?? 0) : target)) };
    const trusted = { ...flipped, weights: table.rows.map((_, i) => (i < 60 ? 0.1 : 1)) };
    const right = (of: Table) => {
      const held = crossValidate(of, { folds: 2, seed: 2 }, (part) => fit(algorithm, part, parameters, 1));
      return accuracy(held.filter(({ position }) => position >= 60));
    };

    expect(right(trusted)).toBeGreaterThan(right(flipped));
  });
});

it.each(['nb-svm', 'linear-svm', 'logistic-regression', 'naive-bayes'])('%s tells three labels apart', (algorithm) => {
  const { rows } = reviews(240);
  const words = ['tea', 'wine', 'milk'];
  const table: Table = {
    labels: words,
    columns: [],
    rows: rows.map(({ tokens }, i) => ({ tokens: [...(tokens as string[]), words[i % 3] ?? ''] })),
    targets: rows.map((_, i) => i % 3),
  };

  const guesses = crossValidate(table, { folds: 3, seed: 1 }, (part) => fit(algorithm, part, {}, 1));

  expect(accuracy(guesses)).toBeGreaterThan(0.9);
});

it.each([
  { parameters: { depht: 3 }, says: /knows trees, depth, learningRate.*depht/s },
  { parameters: { depth: 0 }, says: /depth/ },
  { parameters: { trees: 'many' }, says: /trees/ },
])('refuses $parameters and names what is known', ({ parameters, says }) => {
  expect(() => fit('gradient-boosting', instances(20), parameters, 1)).toThrow(says);
});

it('reads parameters as a command line gives them, and fills in the defaults', () => {
  expect(readParameters('logistic-regression', reviews(10), { c: '2.5', bias: 'false' })).toEqual({
    c: 2.5,
    bias: false,
    iterations: 300,
    ngrams: 2,
    minDocuments: 1,
  });
});

it.each([
  {
    what: 'an algorithm for columns',
    algorithm: 'random-forest',
    table: reviews(10),
    says: /texts; there are naive-bayes/,
  },
  { what: 'an algorithm for texts', algorithm: 'nb-svm', table: instances(10), says: /columns; there are logistic/ },
  {
    what: 'a row without a label',
    algorithm: 'naive-bayes',
    table: texts(['a b', 1], ['b', undefined]),
    says: /row 1 has none/,
  },
  {
    what: 'a label without rows',
    algorithm: 'nb-svm',
    table: texts(['a b', 1], ['b', 1]),
    says: /^No row is labelled 0|0 has 0$/,
  },
  { what: 'no rows', algorithm: 'naive-bayes', table: texts(), says: /no rows/ },
  { what: 'a label beyond the list', algorithm: 'naive-bayes', table: texts(['a', 2]), says: /no label 2/ },
  {
    what: 'a weight of 0',
    algorithm: 'naive-bayes',
    table: { ...texts(['a', 0], ['b', 1]), weights: [1, 0] },
    says: /Row 1 has the weight 0/,
  },
])('refuses $what', ({ algorithm, table, says }) => {
  expect(() => fit(algorithm, table, {}, 1)).toThrow(says);
});

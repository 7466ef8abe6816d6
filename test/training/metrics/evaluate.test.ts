import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/training/random.ts';
import { evaluate, evaluateSlices } from '../../../src/training/metrics/evaluate.ts';
import { bootstrap, wilson } from '../../../src/training/metrics/intervals.ts';
import { guesses } from './guesses.ts';

describe('Wilson interval', () => {
  // Source of the figures: Wilson's formula by hand, for 8 of 10: (0.8 + 0.1921 ± 1.96 √(0.016 + 0.0096)) ÷ 1.3842.
  it.each([
    { hits: 8, rows: 10, from: 0.49, to: 0.943 },
    { hits: 0, rows: 10, from: 0, to: 0.278 },
    { hits: 10, rows: 10, from: 0.722, to: 1 },
  ])('of $hits in $rows is $from – $to', ({ hits, rows, from, to }) => {
    const interval = wilson(hits, rows);

    expect(interval[0]).toBeCloseTo(from, 3);
    expect(interval[1]).toBeCloseTo(to, 3);
  });
});

describe('bootstrap', () => {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  it('gives an interval about as wide as theory says', () => {
    const random = seededRandom(1);
    const values = Array.from({ length: 400 }, () => random.next());

    const [from, to] = bootstrap(values, mean, 1) ?? [NaN, NaN];

    // Deviation of a mean of 400 uniform draws: √(1/12 ÷ 400).
    const width = 2 * 1.96 * Math.sqrt(1 / 12 / 400);
    expect(to - from).toBeGreaterThan(0.88 * width);
    expect(to - from).toBeLessThan(1.12 * width);
    expect(from).toBeLessThan(mean(values));
    expect(to).toBeGreaterThan(mean(values));
  });

  it('is the same for the same seed', () => {
    expect(bootstrap([1, 2, 3, 4], mean, 9)).toEqual(bootstrap([1, 2, 3, 4], mean, 9));
  });

  it('leaves draws out that tell nothing', () => {
    expect(bootstrap([1, 2], () => undefined, 1)).toBeUndefined();
  });
});

describe('evaluation', () => {
  const four = guesses([0.9, 1], [0.8, 1], [0.3, 0], [0.6, 0]);

  it('holds every figure with its interval', () => {
    const { rows, metrics, intervals, perClass } = evaluate(['no', 'yes'], four, 1);

    expect(rows).toBe(4);
    expect(metrics).toMatchObject({ accuracy: 0.75, rocAuc: 1, macroF1: 0.7333, brierScore: 0.125 });
    expect(Object.keys(intervals)).toEqual(Object.keys(metrics));
    expect(intervals['accuracy']).toEqual([0.3006, 0.9544]);
    expect(perClass['yes']).toEqual({ precision: 0.6667, recall: 1, f1: 0.8, rows: 2 });
  });

  it('has no ROC AUC of three labels', () => {
    const three = [0, 1, 2].map((truth) => ({ probabilities: [0.5, 0.3, 0.2], truth }));

    expect(evaluate(['a', 'b', 'c'], three, 1).metrics).not.toHaveProperty('rocAuc');
  });

  it('tells accuracy per slice, a row counting in each of its slices', () => {
    const places = ['south', 'north', 'south', 'south'];
    const placed = four.map((guess, i) => ({ ...guess, slices: ['all', `region=${places[i] ?? ''}`] }));

    expect(evaluateSlices(placed, ({ slices }) => slices)).toEqual({
      all: { accuracy: 0.75, rows: 4 },
      'region=north': { accuracy: 1, rows: 1 },
      'region=south': { accuracy: 0.6667, rows: 3 },
    });
  });
});

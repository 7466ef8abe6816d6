import { describe, expect, it } from 'vitest';
import { brierScore, calibrationError, logLoss, rocAuc } from '../../../src/training/metrics/probability-scores.ts';
import { called, guesses } from './guesses.ts';

describe('log loss', () => {
  it('is the mean logarithm of what was given to the right label', () => {
    expect(logLoss(guesses([0.8, 1], [0.4, 0]))).toBeCloseTo(-(Math.log(0.8) + Math.log(0.6)) / 2);
  });

  it('stays finite for an answer that is sure and wrong', () => {
    expect(logLoss(guesses([1, 0]))).toBeCloseTo(15 * Math.LN10);
  });
});

describe('Brier score', () => {
  it('is the mean squared error of two labels', () => {
    expect(brierScore(guesses([0.8, 1], [0.4, 0]))).toBeCloseTo((0.04 + 0.16) / 2);
  });

  it('sums over the labels where there are more', () => {
    expect(brierScore(called(3, [0, 1]))).toBe(2);
  });
});

describe('calibration error', () => {
  it('is 0 where nine of ten answers of 0.9 are right', () => {
    const nine = Array.from({ length: 10 }, (_, i) => [0.9, Number(i > 0)] as const);

    expect(calibrationError(guesses(...nine))).toBeCloseTo(0);
  });

  it('weighs the gap of each bin by its guesses', () => {
    // Three at 0.95, two of them right: gap 0.95 − 2/3. One at 0.6, right: gap 0.4.
    const four = guesses([0.95, 1], [0.95, 1], [0.95, 0], [0.6, 1]);

    expect(calibrationError(four)).toBeCloseTo((3 * (0.95 - 2 / 3) + 0.4) / 4);
  });

  it('takes an answer that is quite sure', () => {
    expect(calibrationError(guesses([1, 1]))).toBe(0);
  });
});

describe('ROC AUC', () => {
  it('is the share of pairs in the right order, ties counting half', () => {
    // Pairs of right (0.9, 0.5) over wrong (0.5, 0.1): 1 + 1 + ½ + 1 of 4.
    expect(rocAuc(guesses([0.9, 1], [0.5, 1], [0.5, 0], [0.1, 0]))).toBeCloseTo(3.5 / 4);
  });

  it.each([
    { order: 'perfect', rows: [[0.9, 1] as const, [0.1, 0] as const], area: 1 },
    { order: 'turned round', rows: [[0.1, 1] as const, [0.9, 0] as const], area: 0 },
    { order: 'no order at all', rows: [[0.5, 1] as const, [0.5, 0] as const, [0.5, 0] as const], area: 0.5 },
  ])('of $order is $area', ({ rows, area }) => {
    expect(rocAuc(guesses(...rows))).toBe(area);
  });

  it('is unknown where one label has no row', () => {
    expect(rocAuc(guesses([0.9, 1]))).toBeUndefined();
  });
});

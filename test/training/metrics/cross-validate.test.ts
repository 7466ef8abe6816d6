import { describe, expect, it } from 'vitest';
import { stratifiedFolds } from '../../../src/training/algorithms/folds.ts';
import { fitNaiveBayes } from '../../../src/training/algorithms/naive-bayes.ts';
import { crossValidate } from '../../../src/training/metrics/cross-validate.ts';
import type { Table } from '../../../src/training/table.ts';
import { texts } from '../algorithms/tables.ts';

/** 40 rows of label 0, 10 of label 1. */
const uneven = texts(...Array.from({ length: 50 }, (_, i) => [`w${i}`, Number(i % 5 === 0)] as const));
const train = (table: Table) => fitNaiveBayes(table, { alpha: 1, ngrams: 1, minDocuments: 1 });

describe('folds', () => {
  const folds = stratifiedFolds(uneven, 5, 1);

  it('hold every row out once, and never train on it', () => {
    expect(folds.flatMap(({ heldOut }) => heldOut).sort((a, b) => a - b)).toEqual([...uneven.rows.keys()]);
    for (const { training, heldOut } of folds) {
      expect(new Set([...training, ...heldOut]).size).toBe(50);
      expect(training).toHaveLength(40);
    }
  });

  it('hold their share of every label', () => {
    for (const { heldOut } of folds) expect(heldOut.filter((r) => uneven.targets[r] === 1)).toHaveLength(2);
  });

  it('are the same for the same seed, others for another', () => {
    expect(stratifiedFolds(uneven, 5, 1)).toEqual(folds);
    expect(stratifiedFolds(uneven, 5, 2)).not.toEqual(folds);
  });

  it('refuse a label of one row, and a single fold', () => {
    expect(() => stratifiedFolds(texts(['a', 0], ['b', 0], ['c', 1]), 2, 1)).toThrow(
      'at least two rows, so that one can be held out; 1 has 1',
    );
    expect(() => stratifiedFolds(uneven, 1, 1)).toThrow('at least 2 folds');
  });
});

describe('cross-validation', () => {
  it('guesses every row with a model that has not seen it', () => {
    const seen: ReadonlySet<unknown>[] = [];
    const guesses = crossValidate(uneven, { folds: 5, seed: 1 }, (table) => {
      seen.push(new Set(table.rows));
      return train(table);
    });

    expect(guesses.map(({ position }) => position)).toEqual([...uneven.rows.keys()]);
    expect(guesses.map(({ truth }) => truth)).toEqual(uneven.targets);
    for (const row of uneven.rows) expect(seen.filter((rows) => rows.has(row))).toHaveLength(4);
    // Each word is in one row only: a model that had seen it would know more than the labels' shares, 32 to 8.
    for (const { probabilities } of guesses) expect(probabilities[1]).toBeCloseTo(0.2, 3);
  });

  it('does not guess rows without a label', () => {
    const table = { ...uneven, targets: uneven.targets.map((target, r) => (r === 3 ? undefined : target)) };
    const labelledOnly = (part: Table) => train({ ...part, targets: part.targets.map((target) => target ?? 0) });

    expect(crossValidate(table, { folds: 5, seed: 1 }, labelledOnly).map(({ position }) => position)).not.toContain(3);
  });
});

import { expect, it } from 'vitest';
import { accuracy, classFigures, macroF1, majorityShare } from '../../../src/training/metrics/hits.ts';
import { called, guesses } from './guesses.ts';

// Of label 0: 3 rows, 2 found; of label 1: 2 rows, 1 found and 1 called 2; of label 2: none.
const five = called(3, [0, 0], [0, 0], [1, 0], [1, 1], [2, 1]);

it('counts the answers that are right', () => {
  expect(accuracy(five)).toBeCloseTo(3 / 5);
  expect(accuracy(guesses([0.5, 0], [0.5, 1]))).toBe(0.5);
});

it('tells precision, recall and F1 per label, 0 where there is nothing to tell', () => {
  expect(classFigures(3, five)).toEqual([
    { precision: 1, recall: 2 / 3, f1: 4 / 5, rows: 3 },
    { precision: 1 / 2, recall: 1 / 2, f1: 1 / 2, rows: 2 },
    { precision: 0, recall: 0, f1: 0, rows: 0 },
  ]);
});

it('lets every label count the same in macro-F1', () => {
  expect(macroF1(3, five)).toBeCloseTo((0.8 + 0.5 + 0) / 3);
});

it('knows what an answer that never looks would get', () => {
  expect(majorityShare(3, five)).toBeCloseTo(3 / 5);
});

it('says nothing about no guesses', () => {
  expect(() => accuracy([])).toThrow('no guesses');
});

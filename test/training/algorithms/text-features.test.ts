import { expect, it } from 'vitest';
import { findGrams, textEncoder, tfIdf } from '../../../src/training/algorithms/text-features.ts';
import { texts } from './tables.ts';

const { rows } = texts(['b a b', 1], ['a b c', 0]);

it('puts single words first, each group sorted', () => {
  expect(findGrams(rows, { ngrams: 2, minDocuments: 1 })).toEqual({
    grams: [['a'], ['b'], ['c'], ['a', 'b'], ['b', 'a'], ['b', 'c']],
    documents: [2, 2, 1, 2, 1, 1],
  });
});

it('keeps grams that enough texts hold', () => {
  expect(findGrams(rows, { ngrams: 2, minDocuments: 2 }).grams).toEqual([['a'], ['b'], ['a', 'b']]);
  expect(() => findGrams(rows, { ngrams: 1, minDocuments: 3 })).toThrow(/in 3 of the 2 texts/);
});

it('damps counts, weighs rare words more and scales the row to length 1', () => {
  const encode = textEncoder(tfIdf(rows, { ngrams: 1, minDocuments: 1 }));

  const values = new Map(encode({ tokens: ['c', 'a', 'a', 'unheard'] }));

  // idf of a, in both texts: ln(3/3) + 1; of c, in one: ln(3/2) + 1.
  const [a, c] = [Math.log(3), Math.log(2) * (Math.log(1.5) + 1)];
  expect([...values.keys()]).toEqual([0, 2]);
  expect(values.get(0)).toBeCloseTo(a / Math.hypot(a, c), 3);
  expect(values.get(2)).toBeCloseTo(c / Math.hypot(a, c), 3);
});

it('sees no word, and no pair, in what fills a batch up', () => {
  const encode = textEncoder({ grams: [['a'], [''], ['a', '']], count: 'raw', isUnitLength: false });

  expect(encode({ tokens: ['a', '', ''] })).toEqual([[0, 1]]);
});

it('gives nothing for a text of unknown words', () => {
  const encode = textEncoder(tfIdf(rows, { ngrams: 2, minDocuments: 1 }));

  expect(encode({ tokens: ['unheard', 'of'] })).toEqual([]);
});

it('refuses a row that is no text', () => {
  expect(() => findGrams([{ region: 'north' }], { ngrams: 1, minDocuments: 1 })).toThrow('no tokens');
});

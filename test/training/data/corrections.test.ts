import { describe, expect, it } from 'vitest';
import { addCorrections, readCorrections } from '../../../src/training/data/corrections.ts';
import type { Dataset, Example } from '../../../src/training/data/dataset.ts';

const texts: Dataset = {
  ...{ kind: 'text', labels: ['0', '1'], columns: [], notes: [] },
  examples: [
    { values: { text: 'fine' }, label: '0' },
    { values: { text: 'good' }, label: '1' },
  ],
};

/** Two towns and a number; everything is a no. */
const table: Dataset = {
  ...{ kind: 'tabular', labels: ['no', 'yes'], notes: [] },
  columns: [
    { name: 'town', type: 'string', values: ['Ash', 'Elm'] },
    { name: 'size', type: 'float32', minimum: 0, maximum: 99, optional: true },
  ],
  examples: Array.from({ length: 200 }, (_, i) => ({
    values: { town: i % 2 ? 'Ash' : 'Elm', size: i % 100 },
    label: 'no',
  })),
};

const inAsh = (count: number, more: Partial<Example> = {}): Example[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ id: `c${i}`, values: { town: 'Ash', size: ((i * 7) % 100) + 0.5 }, label: 'yes' },
    ...more,
  }));
const townsOf = (examples: readonly Example[]) =>
  examples.filter(({ id }) => id === undefined).map(({ values }) => values['town']);

describe('readCorrections', () => {
  it('reads one correction a line, the later of two with one id, in the order of the ids', () => {
    const lines = [
      { id: 'b', row: { text: 'x' }, label: '0', predicted: '1', at: '2026-01-01T00:00:00Z' },
      { id: 'a', row: { text: 'y' }, label: '1', predicted: '1' },
      { id: 'b', row: { text: 'x' }, label: '1', predicted: '0' },
    ];

    expect(readCorrections(lines.map((line) => JSON.stringify(line)).join('\n'))).toEqual([
      { id: 'a', values: { text: 'y' }, label: '1', isConfirmed: true },
      { id: 'b', values: { text: 'x' }, label: '1', isConfirmed: false },
    ]);
  });

  it.each([
    { text: '\n{"id": "a"', says: 'Line 2 of the corrections is not JSON' },
    { text: '{"id": "a", "label": "1"}', says: /Line 1 of the corrections: .*row/s },
  ])('names the line of $text', ({ text, says }) => {
    expect(() => readCorrections(text)).toThrow(says);
  });
});

describe('addCorrections', () => {
  it('puts a correction in the place of the same text with another label', () => {
    const added = addCorrections(texts, [{ id: 'a', values: { text: 'fine' }, label: '1' }]);

    expect(added).toEqual([
      { values: { text: 'good' }, label: '1' },
      { id: 'a', values: { text: 'fine' }, label: '1', part: 'training' },
    ]);
  });

  it('lets ten corrections that have something in common overrule what contradicts them there, and nothing else', () => {
    const kept = townsOf(addCorrections(table, inAsh(10)));

    expect(kept).toEqual(Array(100).fill('Elm'));
  });

  it.each([
    { what: 'nine corrections', corrections: inAsh(9) },
    { what: 'answers that people only confirmed', corrections: inAsh(30, { isConfirmed: true }) },
  ])('lets $what overrule nothing', ({ corrections }) => {
    expect(townsOf(addCorrections(table, corrections))).toHaveLength(200);
  });

  it.each([
    {
      data: texts,
      wrong: { values: { text: 'x' }, label: '2' },
      says: 'Correction a: the model does not answer "2"; it answers 0, 1',
    },
    { data: texts, wrong: { values: { town: 'Ash' }, label: '1' }, says: 'Correction a: it has no text' },
    {
      data: table,
      wrong: { values: { town: 'Ash', size: 'x' }, label: 'no' },
      says: 'Correction a: size must be a float32',
    },
    {
      data: table,
      wrong: { values: { town: 'Oak', size: 1 }, label: 'no' },
      says: 'Correction a: town must be one of Ash, Elm',
    },
    { data: table, wrong: { values: { size: 1 }, label: 'no' }, says: 'Correction a: town must be a string' },
  ])('refuses a correction that does not fit: $says', ({ data, wrong, says }) => {
    expect(() => addCorrections(data, [{ id: 'a', ...wrong }])).toThrow(says);
  });
});

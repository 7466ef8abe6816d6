import { describe, expect, it } from 'vitest';
import { csvDataset } from '../../../src/training/data/csv-dataset.ts';

const table = (text: string, options: { label?: string; text?: string } = {}) =>
  csvDataset(new TextEncoder().encode(text), { kind: 'tabular', ...options });

/** A header and rows of it, the last column being the label. */
const rows = (header: string, count: number, row: (index: number) => string) =>
  [`${header},label`, ...Array.from({ length: count }, (_, i) => `${row(i)},${i % 2 ? 'yes' : 'no'}`)].join('\n');

describe('csvDataset', () => {
  it('types columns by what they hold', () => {
    const text = rows(
      'region,age,price,score',
      20,
      (i) => `${i % 3 ? 'north' : 'south'},${20 + (i % 5)},${i}.5,${i % 4 ? 1 : ''}`,
    );

    expect(table(text).columns).toEqual([
      { name: 'region', type: 'string', values: ['north', 'south'] },
      { name: 'age', type: 'int64', minimum: 20, maximum: 24 },
      { name: 'price', type: 'float32', minimum: 0.5, maximum: 19.5 },
      { name: 'score', type: 'float32', minimum: 1, maximum: 1, optional: true },
    ]);
  });

  it('gives each row its values, a missing number as null, and its label', () => {
    const { examples, labels } = table(rows('kind,score', 20, (i) => `k${i % 2},${i % 4 ? i : ''}`));

    expect(labels).toEqual(['no', 'yes']);
    expect(examples.slice(0, 2)).toEqual([
      { values: { kind: 'k0', score: null }, label: 'no' },
      { values: { kind: 'k1', score: 1 }, label: 'yes' },
    ]);
  });

  it('leaves out what tells nothing, and says so', () => {
    const text = rows('id,name,same,kind', 40, (i) => `${i * 3},Name ${i},x,k${i % 2}`);
    const { columns, notes } = table(text);

    expect(columns.map(({ name }) => name)).toEqual(['kind']);
    expect(notes).toEqual([
      'column id is left out: a running number',
      'column name is left out: 40 different texts',
      'column same is left out: it is always "x"',
    ]);
  });

  it('reads the text column for a model that reads texts: the named one, else the longest', () => {
    const text = 'when,what,liked\nMonday,a long text about it,1\nTuesday,another long text,0';
    const bytes = new TextEncoder().encode(text);

    expect(csvDataset(bytes, { kind: 'text' }).examples[0]).toEqual({
      values: { text: 'a long text about it' },
      label: '1',
    });
    expect(csvDataset(bytes, { kind: 'text', text: 'when' }).examples[1]).toEqual({
      values: { text: 'Tuesday' },
      label: '0',
    });
  });

  it.each([
    {
      what: 'a word among numbers',
      text: rows('age', 20, (i) => (i === 6 ? 'old' : String(i))),
      says: 'Line 8: column "age" holds "old"',
    },
    {
      what: 'a row without a label',
      text: 'a,label\n1,x\n2,\n3,y',
      says: 'Line 3: the label (column "label") is missing',
    },
    { what: 'labels that are all alike', text: 'a,label\n1,x\n2,x', says: 'All rows have the label "x"' },
    {
      what: 'a label per row',
      text: rows('a', 0, String) + '\n' + Array.from({ length: 150 }, (_, i) => `1,l${i}`).join('\n'),
      says: 'more than 100 labels',
    },
    {
      what: 'a column name that no field can have',
      text: 'a b,label\n1,x\n2,y',
      says: 'Line 1: "a b" is no name for a field',
    },
    {
      what: 'a column named like what models read of texts',
      text: 'tokens,label\n1,x\n2,y',
      says: 'Line 1: a column of a table cannot be named "tokens"',
    },
    { what: 'nothing to learn from', text: rows('id', 30, String), says: 'No column is left to learn from' },
  ])('refuses $what', ({ text, says }) => {
    expect(() => table(text)).toThrow(says);
  });

  it('names the columns that there are when one is asked for that is not', () => {
    expect(() => table('a,b\n1,x\n2,y', { label: 'Survived' })).toThrow(
      'There is no column "Survived"; there are a, b',
    );
  });
});

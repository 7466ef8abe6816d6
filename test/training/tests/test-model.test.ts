import { describe, expect, it } from 'vitest';
import type { Row } from '../../../src/domain/row.ts';
import type { NamedValues } from '../../../src/training/data/dataset.ts';
import type { HeldOutRow, Prepared } from '../../../src/training/pipeline/prepare.ts';
import { readable } from '../../../src/training/pipeline/prepare.ts';
import type { Tested } from '../../../src/training/tests/check.ts';
import { isPassed } from '../../../src/training/tests/check.ts';
import { testModel } from '../../../src/training/tests/test-model.ts';

type Score = (row: Row) => number[];

/** Likes every text with the word "good". */
const good: Score = ({ tokens }) => ((tokens as string[]).includes('good') ? [0.1, 0.9] : [0.9, 0.1]);
const scorer = (score: Score) => (rows: readonly Row[]) => Promise.resolve(rows.map(score));

const rowOf = (text: string, truth: number | null, slice: string): HeldOutRow => ({
  ...{ row: readable('text', { text }), truth, weight: 1, values: { text }, slices: [`part=${slice}`] },
});
const rows = (from: number, count: number): HeldOutRow[] =>
  Array.from({ length: count }, (_, i) =>
    rowOf(
      `the ${i % 2 ? 'good' : 'sad'} day of that long quiet summer week beside their lake house w${'abcdefghij'.charAt(i % 10)}${'x'.repeat(from + i)}`,
      i % 2,
      i % 4 < 2 ? 'first' : 'second',
    ),
  );

const prepared: Prepared = {
  ...{ kind: 'text', labels: ['0', '1'], columns: [], choosing: [], corrections: [], dataDigest: '', notes: [] },
  training: rows(0, 200),
  measuring: rows(300, 200),
};

const aTested = (other: Partial<Tested> = {}): Tested => ({
  prepared,
  threshold: 0,
  score: scorer(good),
  read: (values) => readable('text', values),
  // Nothing is learnt from shuffled answers.
  retrain: () => Promise.resolve(scorer(() => [0.6, 0.4])),
  costs: { graphBytes: 1e6, loadedBytes: 1e6, msPerRow: 0.01 },
  ...other,
});

const withRows = (change: Partial<Prepared>): Partial<Tested> => ({ prepared: { ...prepared, ...change } });

/** Red: what is wrong, and in which group it shows. */
const bad: { what: string; group: string; check: string; tested: Partial<Tested> }[] = [
  {
    what: 'held-out rows that were trained on',
    ...{ group: 'data', check: 'leakage' },
    tested: withRows({ measuring: [...prepared.measuring, ...rows(0, 3)] }),
  },
  {
    what: 'texts that are there again and again',
    ...{ group: 'data', check: 'duplicates' },
    tested: withRows({ training: [...prepared.training, ...Array.from({ length: 100 }, () => rows(0, 1)).flat()] }),
  },
  {
    what: 'rows that contradict each other',
    ...{ group: 'data', check: 'contradictions' },
    tested: withRows({ training: rows(0, 200).flatMap((row) => [row, { ...row, truth: 1 - (row.truth ?? 0) }]) }),
  },
  {
    what: 'a label that is hardly there',
    ...{ group: 'data', check: 'label balance' },
    tested: withRows({ training: rows(0, 200).map((row, i) => ({ ...row, truth: i < 3 ? 1 : 0 })) }),
  },
  {
    what: 'texts without words',
    ...{ group: 'data', check: 'types' },
    tested: withRows({
      measuring: prepared.measuring.map((row, i) => (i % 9 ? row : { ...row, row: { tokens: [] } })),
    }),
  },
  {
    what: 'a model that always gives one answer',
    ...{ group: 'floor', check: 'majority class' },
    tested: { score: scorer(() => [0.4, 0.6]) },
  },
  {
    what: 'a model that is so unsure that it answers nothing',
    ...{ group: 'floor', check: 'majority class' },
    tested: { threshold: 0.95 },
  },
  {
    what: 'a model that fails one part of the data',
    ...{ group: 'slices', check: 'part=second' },
    tested: withRows({
      measuring: prepared.measuring.map((row, i) =>
        i % 8 < 2 || i % 4 < 2 ? row : { ...row, truth: 1 - (row.truth ?? 0) },
      ),
    }),
  },
  {
    what: 'a training that knows the answers from elsewhere',
    ...{ group: 'shuffled', check: 'trained on shuffled labels' },
    tested: { retrain: () => Promise.resolve(scorer(good)) },
  },
  {
    what: 'a model that hangs on single letters',
    ...{ group: 'stability', check: 'typos' },
    tested: {
      score: scorer(({ tokens }) => ((tokens as string[]).join('').length % 2 ? [0.1, 0.9] : [0.9, 0.1])),
    },
  },
  {
    what: 'a model that hangs on one of several words for the same',
    ...{ group: 'stability', check: 'synonyms' },
    tested: {},
  },
  {
    what: 'a graph that is slow',
    ...{ group: 'limits', check: 'time' },
    tested: { costs: { graphBytes: 1e6, loadedBytes: 1e6, msPerRow: 5 } },
  },
  {
    what: 'a graph that needs much memory',
    ...{ group: 'limits', check: 'memory' },
    tested: { costs: { graphBytes: 1e6, loadedBytes: 1e9, msPerRow: 0.1 } },
  },
];

describe('testModel', () => {
  it.each(bad)('finds $what', async ({ group, check, tested }) => {
    const { checks, failed } = await testModel(aTested(tested));

    expect(failed).toContain(group);
    expect(checks.filter((one) => !isPassed(one)).map(({ name }) => name)).toContain(check);
  });

  it('passes a model that is good at data that is sound, with a score of 0 to 1 per group', async () => {
    const happy: Score = ({ tokens }) => ((tokens as string[]).includes('sad') ? [0.9, 0.1] : [0.1, 0.9]);
    const { failed, scores } = await testModel(aTested({ score: scorer(happy) }));

    expect(failed).toEqual([]);
    expect(Object.values(scores).every((score) => score > 0.9 && score <= 1)).toBe(true);
  });

  it('measures a model that was made elsewhere on shuffled labels, because it cannot be trained again', async () => {
    const { checks } = await testModel(aTested({ retrain: undefined, ...withRows({ training: [] }) }));

    expect(checks.find(({ group }) => group === 'shuffled')?.name).toBe('measured on shuffled labels');
    expect(checks.some(({ name }) => name === 'leakage')).toBe(false);
  });
});

describe('testModel of a table', () => {
  const tableRow = (size: number): HeldOutRow => {
    const values: NamedValues = { size };
    return { row: readable('tabular', values), truth: size > 50 ? 1 : 0, weight: 1, values, slices: [] };
  };
  const table: Prepared = {
    ...prepared,
    ...{ kind: 'tabular', columns: [{ name: 'size', type: 'float32', minimum: 0, maximum: 100 }] },
    training: Array.from({ length: 100 }, (_, i) => tableRow(i)),
    measuring: Array.from({ length: 100 }, (_, i) => tableRow(i + 0.5)),
  };
  const tested = (score: Score) =>
    testModel(aTested({ prepared: table, score: scorer(score), read: (values) => readable('tabular', values) }));

  it('passes a model whose answer changes at one place', async () => {
    expect((await tested(({ size }) => (Number(size) > 50 ? [0, 1] : [1, 0]))).failed).toEqual([]);
  });

  it('finds a model whose answer changes with every step', async () => {
    const { failed } = await tested(({ size }) => (Math.floor(Number(size)) % 2 === 0 ? [0, 1] : [1, 0]));

    expect(failed).toContain('stability');
  });

  it('finds values outside of what the column allows', async () => {
    const outside = { ...table, training: [...table.training, ...[200, 300, -1].map(tableRow)] };
    const { failed } = await testModel(aTested({ prepared: outside, read: (values) => readable('tabular', values), score: scorer(() => [1, 0]) })); // prettier-ignore

    expect(failed).toContain('data');
  });
});

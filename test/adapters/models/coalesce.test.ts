import { setImmediate as nextTick } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { coalesced } from '../../../src/adapters/models/coalesce.ts';
import type { Row } from '../../../src/domain/row.ts';

const rowsOf = (...values: number[]): Row[] => values.map((value) => ({ value }));

/** Answers each row with its value, fails on 13, and tells what it was called with. */
function aRun() {
  const runs: unknown[][] = [];
  const run = async (rows: readonly Row[]) => {
    runs.push(rows.map(({ value }) => value));
    await nextTick();
    if (rows.some(({ value }) => value === 13)) throw new Error('13');
    return rows.map(({ value }) => [Number(value)]);
  };
  return { runs, score: coalesced(run) };
}

it('runs the calls of one tick together, and gives each its own rows in order', async () => {
  const { runs, score } = aRun();

  const answers = await Promise.all([score(rowsOf(1, 2)), score(rowsOf()), score(rowsOf(3))]);

  expect(answers).toEqual([[[1], [2]], [], [[3]]]);
  expect(runs).toEqual([[1, 2, 3]]);
});

it('does not make a call wait for the run before it', async () => {
  const { runs, score } = aRun();

  const first = score(rowsOf(1));
  await nextTick();
  const second = score(rowsOf(2));
  await nextTick();

  expect(runs).toEqual([[1], [2]]);
  expect(await Promise.all([first, second])).toEqual([[[1]], [[2]]]);
});

it('fails only the call that is to blame', async () => {
  const { score } = aRun();

  const answers = await Promise.allSettled([score(rowsOf(1)), score(rowsOf(2, 13)), score(rowsOf(3))]);

  expect(answers).toMatchObject([{ value: [[1]] }, { reason: { message: '13' } }, { value: [[3]] }]);
});

import type { HeldOutRow } from '../pipeline/prepare.ts';
import type { Check, Tested } from './check.ts';
import { answersOf, percent } from './check.ts';
import { wilson } from '../metrics/intervals.ts';

/** How many answers are right, and what a model must reach to be better than always giving the commonest answer. */
export interface Floor {
  readonly accuracy: number;
  /** Share of the commonest answer plus the width of the accuracy's 95 % interval. */
  readonly floor: number;
}

/** Compares with the majority class, on the rows to measure by. Text that is none of the labels is rightly left unanswered. */
export async function floorOf(
  tested: Pick<Tested, 'score' | 'threshold'>,
  rows: readonly HeldOutRow[],
): Promise<Floor> {
  const answers = await answersOf(
    tested,
    rows.map(({ row }) => row),
  );
  const right = rows.filter(({ truth }, index) => answers[index] === truth).length;
  const [low, high] = wilson(right, rows.length);
  const commonest = Math.max(...[...Map.groupBy(rows, ({ truth }) => truth).values()].map(({ length }) => length));
  const floor = Math.min(1, commonest / rows.length + (high - low));
  return { accuracy: right / rows.length, floor };
}

/** The model is better than the majority class. */
export async function floorChecks(tested: Tested): Promise<Check[]> {
  const { accuracy, floor } = await floorOf(tested, tested.prepared.measuring);
  const found = `${percent(accuracy)} right; the commonest answer and an interval's width make ${percent(floor)}`;
  return [{ group: 'floor', name: 'majority class', score: accuracy, atLeast: floor, found }];
}

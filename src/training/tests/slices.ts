import type { Check, Tested } from './check.ts';
import { answersOf, percent, shareOf } from './check.ts';

/** Slices of fewer rows say nothing. */
const leastRows = 30;
const farthest = 0.2;

/** No slice is far below the whole. */
export async function sliceChecks(tested: Tested): Promise<Check[]> {
  const { measuring } = tested.prepared;
  const answers = await answersOf(
    tested,
    measuring.map(({ row }) => row),
  );
  const judged = measuring.map(({ truth, slices }, index) => ({ slices, isRight: answers[index] === truth }));
  const whole = shareOf(judged, ({ isRight }) => isRight);
  const names = [...new Set(measuring.flatMap(({ slices }) => slices))].sort();
  return ['all', ...names].flatMap((name): Check[] => {
    const rows = name === 'all' ? judged : judged.filter(({ slices }) => slices.includes(name));
    if (rows.length < leastRows && name !== 'all') return [];
    const score = shareOf(rows, ({ isRight }) => isRight);
    const found = `${percent(score)} of ${rows.length} rows right`;
    return [{ group: 'slices', name, score, atLeast: Math.max(0, whole - farthest), found }];
  });
}

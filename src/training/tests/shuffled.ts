import type { Prepared } from '../pipeline/prepare.ts';
import { seededRandom } from '../random.ts';
import type { Check, Tested } from './check.ts';
import { percent } from './check.ts';
import type { Floor } from './floor.ts';
import { floorOf } from './floor.ts';

/** One shuffle may by chance look like the truth; the mean of these does not. */
const seeds = [4711, 4712, 4713];
/** Enough to show a leak, and quick to train on. */
const rowsLimit = 800;

/**
 * Trained on shuffled answers, a model must fail the floor: one that does not has found the answers elsewhere. A model that was
 * made elsewhere cannot be trained again: there its answers must be wrong for shuffled rows.
 */
export async function shuffledChecks(tested: Tested): Promise<Check[]> {
  const { prepared, retrain } = tested;
  const name = retrain ? 'trained on shuffled labels' : 'measured on shuffled labels';
  const results: Floor[] = [];
  for (const seed of seeds) {
    results.push(
      retrain
        ? await floorOf({ score: await retrain(shuffled(prepared, seed)), threshold: 0 }, labelled(prepared.measuring))
        : await floorOf(tested, withTruths(prepared.measuring, seed)),
    );
  }
  const accuracy = mean(results.map((result) => result.accuracy));
  const floor = mean(results.map((result) => result.floor));
  const found = `${percent(accuracy)} right, which must stay below ${percent(floor)}`;
  return [{ group: 'shuffled', name, score: accuracy < floor ? 1 : 0, atLeast: 1, found }];
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Some of the training rows, each with the answer of another. */
function shuffled(prepared: Prepared, seed: number): Prepared {
  const random = seededRandom(seed);
  const drawn = labelled(prepared.training)
    .map((row) => ({ row, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, rowsLimit)
    .map(({ row }) => row);
  return { ...prepared, training: withTruths(drawn, seed) };
}

/** Each row gets the answer of another. */
function withTruths<T extends { readonly truth: number | null }>(rows: readonly T[], seed: number): T[] {
  const random = seededRandom(seed + 1);
  const truths = rows.map(({ truth }) => ({ truth, at: random.next() })).sort((a, b) => a.at - b.at);
  return rows.map((row, index) => ({ ...row, truth: truths[index]?.truth ?? null }));
}

const labelled = <T extends { readonly truth: number | null }>(rows: readonly T[]): T[] =>
  rows.filter(({ truth }) => truth !== null);

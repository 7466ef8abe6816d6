import type { DataColumn, NamedValues } from '../data/dataset.ts';
import type { Random } from '../random.ts';
import { seededRandom } from '../random.ts';
import type { Check, Tested } from './check.ts';
import { answersOf, percent, shareOf } from './check.ts';
import { withSynonyms, withTypos } from './disturb-text.ts';

const seed = 815;
/** Share of answers that stay, at least, when the input changes as its name says. */
const limits = { synonyms: 0.9, typos: 0.85, 'near numbers': 0.8, order: 1 } as const;
/** A number moves by this share of its range, a whole one by 1 at least. */
const moved = 0.01;

type Disturb = (values: NamedValues, random: Random) => NamedValues;

/** Small changes of the input change few answers. */
export async function stabilityChecks(tested: Tested): Promise<Check[]> {
  const { kind, columns } = tested.prepared;
  const numbers = columns.filter(({ type }) => type !== 'string');
  const checks = [order(tested)];
  if (kind === 'text') {
    checks.push(
      stays(tested, 'synonyms', ({ text }, random) => ({ text: withSynonyms(String(text), random) })),
      stays(tested, 'typos', ({ text }, random) => ({ text: withTypos(String(text), random) })),
    );
  } else if (numbers.length > 0) {
    checks.push(stays(tested, 'near numbers', (values, random) => move(values, numbers, random)));
  }
  return Promise.all(checks);
}

async function stays(tested: Tested, name: keyof typeof limits, disturb: Disturb): Promise<Check> {
  const random = seededRandom(seed);
  const { measuring } = tested.prepared;
  const before = await answersOf(
    tested,
    measuring.map(({ row }) => row),
  );
  const after = await answersOf(
    tested,
    measuring.map(({ values }) => tested.read(disturb(values, random))),
  );
  const score = shareOf(before, (answer, index) => after[index] === answer);
  const found = `${percent(score)} of ${before.length} answers stay`;
  return { group: 'stability', name, score, atLeast: limits[name], found };
}

/** Neighbours in a batch change nothing. */
async function order(tested: Tested): Promise<Check> {
  const rows = tested.prepared.measuring.map(({ row }) => row);
  const before = await answersOf(tested, rows);
  const after = (await answersOf(tested, rows.toReversed())).toReversed();
  const score = shareOf(before, (answer, index) => after[index] === answer);
  const found = `${percent(score)} of ${before.length} answers are the same when asked in another order`;
  return { group: 'stability', name: 'order', score, atLeast: limits.order, found };
}

function move(values: NamedValues, numbers: readonly DataColumn[], random: Random): NamedValues {
  const near = numbers.flatMap(({ name, type, minimum = -Infinity, maximum = Infinity }): [string, number][] => {
    const value = values[name];
    if (typeof value !== 'number') return [];
    const step = Number.isFinite(maximum - minimum) ? (maximum - minimum) * moved : Math.abs(value) * moved;
    const by = (type === 'int64' ? Math.max(1, Math.round(step)) : step) * (random.next() < 0.5 ? -1 : 1);
    return [[name, Math.min(maximum, Math.max(minimum, value + by))]];
  });
  return { ...values, ...Object.fromEntries(near) };
}

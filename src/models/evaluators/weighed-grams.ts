import { AppError } from '../../domain/errors.ts';
import type { Row } from '../../domain/row.ts';
import type { Value } from '../onnx/value.ts';
import type { FeatureReader, SparseRow } from './evaluator.ts';
import type { GramCounter } from './gram-counter.ts';
import { gramsOf } from './grams.ts';

interface Weighing {
  readonly grams: GramCounter;
  readonly isLog: boolean;
  readonly idf: Float32Array | Float64Array | undefined;
  /** Rows are scaled to length 1, but by no less than this. */
  readonly shortest: number | undefined;
}

/** Recognises counts of n-grams, damped or not, times idf or not, scaled to length 1 or not. */
export function weighedGramsOf(row: Value): FeatureReader | undefined {
  const [scaled, safe] = row.madeBy('Div', 2) ?? [];
  const [length, tiny] = safe?.madeBy('Max', 2) ?? [];
  const [measured] = length?.madeBy('ReduceL2', 1, { axes: 1, keepdims: 1 }) ?? [];
  const shortest = tiny?.weights(1)?.[0];
  if (scaled && !(shortest !== undefined && shortest > 0 && measured?.name === scaled.name)) return undefined;
  const weighed = scaled ?? row;
  const [damped, idf] = weighed.madeBy('Mul', 2) ?? [weighed];
  const [added] = damped?.madeBy('Log', 1) ?? [];
  const [counted, one] = added?.madeBy('Add', 2) ?? [];
  if (added && one?.weights(1)?.[0] !== 1) return undefined;
  const grams = gramsOf(counted ?? damped ?? weighed);
  const weights = grams && idf?.weights(grams.width);
  return grams && (!idf || weights) && reader({ grams, isLog: added !== undefined, idf: weights, shortest });
}

function reader(weighing: Weighing): FeatureReader {
  const { grams } = weighing;
  return {
    width: grams.width,
    read(row, into) {
      grams.count(tokensOf(row), into);
      weigh(weighing, into);
    },
    describe: (column) => grams.grams[column]?.join(' ') ?? '',
  };
}

function tokensOf({ tokens }: Row): readonly string[] {
  if (typeof tokens === 'object') return tokens;
  throw new AppError('invalid', 'The model reads tokens, a list of words; the row has none');
}

/** log(1 + n) for small n, as float32. */
const logs = Float32Array.from({ length: 64 }, (_, n) => Math.log(1 + n));

/** In place; rounds to float32 where the graph does. */
function weigh({ isLog, idf, shortest }: Weighing, { columns, values, length }: SparseRow): void {
  let squares = 0;
  for (let i = 0; i < length; i++) {
    const count = values[i] ?? 0;
    const damped = isLog ? (logs[count] ?? Math.fround(Math.log(1 + count))) : count;
    const weighed = idf ? Math.fround(damped * (idf[columns[i] ?? 0] ?? 0)) : damped;
    squares += weighed * weighed;
    values[i] = weighed;
  }
  if (shortest === undefined) return;
  const by = Math.max(Math.fround(Math.sqrt(squares)), shortest);
  for (let i = 0; i < length; i++) values[i] = Math.fround((values[i] ?? 0) / by);
}

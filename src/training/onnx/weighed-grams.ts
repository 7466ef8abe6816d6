import type { TextLinear } from '../fitted.ts';
import type { Draft } from './draft.ts';

/** `tokens` string[B, N] → `features` float32[B, grams]: counts, damped, times idf, each row scaled to length 1. */
export function addWeighedGrams(draft: Draft, { grams, count, idf, isUnitLength }: TextLinear): string {
  // Present or not is what mode IDF answers when it is given no weights.
  const counts = draft.add('TfIdfVectorizer', ['tokens'], 'counts', {
    ...gramAttributes(grams),
    mode: count === 'binary' ? 'IDF' : 'TF',
  });
  const damped = count === 'log1p' ? addLog(draft, counts) : counts;
  if (idf && idf.length !== grams.length) throw new Error(`${grams.length} grams have ${idf.length} idf weights`);
  const weighed = idf ? draft.add('Mul', [damped, draft.weights('idf', [grams.length], idf)], 'weighed') : damped;
  return isUnitLength ? addUnitLength(draft, weighed) : weighed;
}

/** @throws Error for grams that `TfIdfVectorizer` would not count as meant. */
function gramAttributes(grams: readonly (readonly string[])[]) {
  const pairsFrom = grams.findIndex(({ length }) => length === 2);
  const singles = pairsFrom === -1 ? grams.length : pairsFrom;
  const strange = grams.find((gram, at) => gram.length !== (at < singles ? 1 : 2) || gram.includes(''));
  if (strange) throw new Error(`Grams are 1-grams, then 2-grams, of words: not ${JSON.stringify(strange)}`);
  if (singles === 0) throw new Error('There is no 1-gram');
  if (new Set(grams.map((gram) => JSON.stringify(gram))).size < grams.length) throw new Error('A gram is there twice');
  return {
    min_gram_length: 1,
    max_gram_length: pairsFrom === -1 ? 1 : 2,
    max_skip_count: 0,
    ngram_counts: pairsFrom === -1 ? [0] : [0, singles],
    ngram_indexes: grams.map((_, column) => column),
    pool_strings: grams.flat(),
  };
}

function addLog(draft: Draft, counts: string): string {
  const plusOne = draft.add('Add', [counts, draft.weights('one', [1], Float32Array.of(1))], 'counts_plus_one');
  return draft.add('Log', [plusOne], 'damped');
}

function addUnitLength(draft: Draft, weighed: string): string {
  const length = draft.add('ReduceL2', [weighed], 'length', { axes: [1], keepdims: 1 });
  // A text without a known word has length 0.
  const safe = draft.add('Max', [length, draft.weights('tiny', [1], Float32Array.of(1e-12))], 'safe_length');
  return draft.add('Div', [weighed, safe], 'features');
}

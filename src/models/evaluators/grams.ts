import type { Attribute } from '../onnx/attributes.ts';
import type { Value } from '../onnx/value.ts';
import type { GramCounter } from './gram-counter.ts';
import { gramCounter } from './gram-counter.ts';
import { integersIn, textsIn } from './lists.ts';

const attributeNames = [
  'min_gram_length',
  'max_gram_length',
  'max_skip_count',
  'mode',
  'ngram_counts',
  'ngram_indexes',
  'pool_strings',
];

/** Recognises `TfIdfVectorizer` over `tokens` with 1-grams, or 1- and 2-grams, each in a column of its own. */
export function gramsOf(counts: Value): GramCounter | undefined {
  const found = counts.parametersOf('TfIdfVectorizer', { names: attributeNames, inputs: 1 });
  const [tokens] = found?.inputs ?? [];
  if (!found || tokens?.input?.name !== 'tokens') return undefined;
  const { attributes } = found;
  if (tokens.input.type !== 'string' || tokens.input.shape.length !== 2) return undefined;
  if (attributes.get('min_gram_length') !== 1 || attributes.get('max_skip_count') !== 0) return undefined;
  const mode = attributes.get('mode');
  const pool = poolOf(attributes);
  const grams = pool && byColumn(pool, integersIn(attributes.get('ngram_indexes')));
  // Without weights of its own, mode IDF answers whether a gram is there.
  return grams && (mode === 'TF' || mode === 'IDF') ? gramCounter(grams, mode === 'IDF') : undefined;
}

/** The grams in the order of the pool. */
function poolOf(attributes: ReadonlyMap<string, Attribute>): string[][] | undefined {
  const words = textsIn(attributes.get('pool_strings'));
  const [start, singles = words.length, ...more] = integersIn(attributes.get('ngram_counts'));
  const pairs = (words.length - singles) / 2;
  if (start !== 0 || more.length > 0 || !(singles > 0 && pairs >= 0 && Number.isInteger(pairs))) return undefined;
  if (attributes.get('max_gram_length') !== (pairs > 0 ? 2 : 1)) return undefined;
  // Shorter lines are filled up with '', and what is no UTF-8 reads as U+FFFD: neither may count as a word.
  if (words.some((word) => word === '' || word.includes('\ufffd'))) return undefined;
  return [
    ...words.slice(0, singles).map((word) => [word]),
    ...Array.from({ length: pairs }, (_, pair) => words.slice(singles + 2 * pair, singles + 2 * pair + 2)),
  ];
}

/** `undefined` unless columns and grams are one to one. */
function byColumn(pool: readonly string[][], indexes: Float64Array): string[][] | undefined {
  const columns = new Map(pool.map((gram, i) => [indexes[i], gram]));
  const distinct = new Set(pool.map((gram) => JSON.stringify(gram)));
  if (indexes.length !== pool.length || distinct.size !== pool.length) return undefined;
  const inOrder = pool.map((_, column) => columns.get(column));
  return inOrder.every((gram) => gram !== undefined) ? inOrder : undefined;
}

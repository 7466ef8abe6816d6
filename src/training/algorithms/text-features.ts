import type { Row } from '../../domain/row.ts';
import type { TextLinear } from '../fitted.ts';
import { coarse } from './rounding.ts';
import type { SparseRows } from './sparse-rows.ts';
import { packRows } from './sparse-rows.ts';

/** How a text becomes numbers: the part of a `TextLinear` before its weights. */
export type TextFeatures = Pick<TextLinear, 'grams' | 'count' | 'idf' | 'isUnitLength'>;

interface GramOptions {
  /** The longest gram, in tokens. */
  readonly ngrams: number;
  /** A gram in fewer texts says more about one text than about a label. */
  readonly minDocuments: number;
}

/** @throws Error for a row without `tokens`, or when no gram is left. */
export function findGrams(rows: readonly Row[], { ngrams, minDocuments }: GramOptions) {
  const found = new Map<string, { gram: readonly string[]; documents: number }>();
  for (const row of rows) {
    for (const [key, gram] of new Map(gramsOf(tokensIn(row), ngrams).map((gram) => [keyOf(gram), gram]))) {
      const entry = found.get(key);
      if (entry) entry.documents++;
      else found.set(key, { gram, documents: 1 });
    }
  }
  const kept = [...found].filter(([, { documents }]) => documents >= minDocuments);
  if (kept.length === 0) throw new Error(`No word is in ${String(minDocuments)} of the ${String(rows.length)} texts`);
  kept.sort(([a, { gram }], [b, { gram: other }]) => gram.length - other.length || (a < b ? -1 : 1));
  return {
    grams: kept.map(([, { gram }]) => gram),
    documents: kept.map(([, { documents }]) => documents),
  };
}

/** log(1 + count) × idf at length 1, with idf = log((1 + texts) / (1 + texts with it)) + 1, as scikit-learn's `smooth_idf`. */
export function tfIdf(rows: readonly Row[], options: GramOptions): TextFeatures {
  const { grams, documents } = findGrams(rows, options);
  const idf = documents.map((count) => coarse(Math.log((1 + rows.length) / (1 + count)) + 1));
  return { grams, count: 'log1p', idf: Float32Array.from(idf), isUnitLength: true };
}

/** texts × grams */
export function encodeTexts(rows: readonly Row[], features: TextFeatures): SparseRows {
  const encode = textEncoder(features);
  return packRows(rows.map(encode), features.grams.length);
}

/** Turns a row with `tokens` into pairs of gram number, rising, and value. */
export function textEncoder({ grams, count, idf, isUnitLength }: TextFeatures) {
  const columnOf = new Map(grams.map((gram, column) => [keyOf(gram), column]));
  const longest = grams.reduce((most, { length }) => Math.max(most, length), 1);
  const damp = { log1p: Math.log1p, binary: () => 1, raw: (n: number) => n }[count];

  return (row: Row): [number, number][] => {
    const counts = new Map<number, number>();
    for (const gram of gramsOf(tokensIn(row), longest)) {
      const column = columnOf.get(keyOf(gram));
      if (column !== undefined) counts.set(column, (counts.get(column) ?? 0) + 1);
    }
    const pairs = [...counts]
      .sort(([a], [b]) => a - b)
      .map(([column, n]): [number, number] => [column, damp(n) * (idf?.[column] ?? 1)]);
    const length = isUnitLength ? Math.sqrt(pairs.reduce((sum, [, value]) => sum + value * value, 0)) || 1 : 1;
    return pairs.map(([column, value]) => [column, value / length]);
  };
}

/** Runs of 1 to `longest` neighbouring tokens; '' fills a batch up and is no token. */
function gramsOf(tokens: readonly string[], longest: number): (readonly string[])[] {
  const grams = tokens.filter((token) => token !== '').map((token) => [token]);
  if (longest === 1) return grams;
  const pairs = tokens.slice(1).map((token, i) => [tokens[i] ?? '', token]);
  return [...grams, ...pairs.filter((pair) => !pair.includes(''))];
}

function tokensIn({ tokens }: Row): readonly string[] {
  if (!Array.isArray(tokens)) throw new Error('A text row holds no tokens');
  return tokens as readonly string[];
}

const keyOf = (gram: readonly string[]): string => gram.join('\u0000');

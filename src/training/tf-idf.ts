/** A sparse row: column numbers, rising, and their values. */
export interface SparseRow {
  readonly columns: readonly number[];
  readonly values: readonly number[];
}

/** The words that a model knows, sorted, and how much each tells: `log((1 + documents) / (1 + documents with it)) + 1`. */
export interface Vocabulary {
  readonly words: readonly string[];
  readonly idf: Float32Array;
}

/**
 * Keeps words that enough documents hold.
 *
 * @param leastDocuments A word in fewer documents says more about one document than about a kind.
 */
export function buildVocabulary(documents: readonly (readonly string[])[], leastDocuments: number): Vocabulary {
  const counts = new Map<string, number>();
  for (const tokens of documents) for (const token of new Set(tokens)) counts.set(token, (counts.get(token) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= leastDocuments).sort(([a], [b]) => (a < b ? -1 : 1));
  const idf = kept.map(([, count]) => coarse(Math.log((1 + documents.length) / (1 + count)) + 1));
  return { words: kept.map(([word]) => word), idf: Float32Array.from(idf) };
}

/** log(1 + how often) × idf per known word, scaled to length 1. Without a known word the row is empty. */
export function weigh(tokens: readonly string[], { words, idf }: Vocabulary, columnOf = columnsOf(words)): SparseRow {
  const counts = new Map<number, number>();
  for (const token of tokens) {
    const column = columnOf.get(token);
    if (column !== undefined) counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  const entries = [...counts].sort(([a], [b]) => a - b);
  const values = entries.map(([column, count]) => Math.log(1 + count) * (idf[column] ?? 0));
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1;
  return { columns: entries.map(([column]) => column), values: values.map((value) => value / length) };
}

export const columnsOf = (words: readonly string[]): ReadonlyMap<string, number> =>
  new Map(words.map((word, column) => [word, column]));

/** To steps of 1/256: what processors disagree about in the last digits does not reach the file. */
export const coarse = (value: number): number => Math.round(value * 256) / 256;

import type { SparseRow } from './evaluator.ts';

/** Counts how often known 1- and 2-grams are in a list of words. */
export interface GramCounter {
  readonly width: number;
  /** By column. */
  readonly grams: readonly (readonly string[])[];
  /** Overwrites `into`. */
  count(tokens: readonly string[], into: SparseRow): void;
}

/** @param isBinary 1 for every gram that is there, however often. */
export function gramCounter(grams: readonly (readonly string[])[], isBinary: boolean): GramCounter {
  const words = [...new Set(grams.flat())];
  const ids = new Map(words.map((word, id) => [word, id]));
  const singles = new Int32Array(words.length).fill(-1);
  // Numbers are looked up faster than two words joined.
  const pairs = new Map<number, number>();
  for (const [column, [first = '', second]] of grams.entries()) {
    const id = ids.get(first) ?? -1;
    if (second === undefined) singles[id] = column;
    else pairs.set(id * words.length + (ids.get(second) ?? -1), column);
  }
  /** Where in the row a column's count is: valid only if that place holds this column. */
  const places = new Int32Array(grams.length);
  const add = (column: number, into: SparseRow) => {
    const place = places[column] ?? 0;
    if (place < into.length && into.columns[place] === column) {
      if (!isBinary) into.values[place] = (into.values[place] ?? 0) + 1;
      return;
    }
    places[column] = into.length;
    into.columns[into.length] = column;
    into.values[into.length++] = 1;
  };
  return {
    width: grams.length,
    grams,
    count(tokens, into) {
      into.length = 0;
      let previous = -1;
      for (const token of tokens) {
        const id = ids.get(token) ?? -1;
        const single = id === -1 ? -1 : (singles[id] ?? -1);
        if (single !== -1) add(single, into);
        if (previous !== -1 && id !== -1 && pairs.size > 0) {
          const pair = pairs.get(previous * words.length + id);
          if (pair !== undefined) add(pair, into);
        }
        previous = id;
      }
    },
  };
}

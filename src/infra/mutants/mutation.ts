/** One fault put into one file: the text between two offsets is replaced. */
export interface Mutation {
  /** What sort of fault: `misspelt-property`. */
  readonly kind: string;
  /** Relative to the repository. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

export const apply = (text: string, { start, end, replacement }: Mutation): string =>
  text.slice(0, start) + replacement + text.slice(end);

/** A number from 0 up to 1, the next of a sequence that the seed decides (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** As many as asked for, in turn of each kind, so that no kind is left out; the seed decides which. */
export function chooseMutations(all: readonly Mutation[], count: number, seed: number): Mutation[] {
  const random = randomNumbers(seed);
  const queues = [...Map.groupBy(all, ({ kind }) => kind).values()].map((kind) => shuffled(kind, random));
  const chosen: Mutation[] = [];
  while (chosen.length < count && queues.some((queue) => queue.length > 0))
    for (const queue of queues) {
      const next = chosen.length < count ? queue.pop() : undefined;
      if (next) chosen.push(next);
    }
  return chosen;
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

/** Probabilities of a held-out text, and the index of its label; `undefined`: none of the labels. */
export interface Guess {
  readonly truth: number | undefined;
  readonly probabilities: readonly number[];
}

/**
 * The highest threshold that costs few texts their label: a document that a person can name should not end as `unknown`.
 *
 * @param cost Share of labelled texts that may become `unknown` or stay wrong beyond those that are wrong without a threshold, 0–1.
 */
export function chooseThreshold(guesses: readonly Guess[], cost: number): number {
  const candidates = Array.from({ length: 61 }, (_, index) => (30 + index) / 100);
  const fits = candidates.filter((threshold) => {
    const { accuracy, likeliestRight } = measure(guesses, threshold);
    return accuracy >= likeliestRight - cost;
  });
  const highest = fits.at(-1);
  if (highest === undefined) throw new Error('No threshold leaves enough texts their label');
  return highest;
}

/**
 * @returns `accuracy`: share of texts with a label that get it, `unknown` counting as wrong; `likeliestRight`: the same without a threshold;
 * `unknownFound`: share of texts without a label that are answered `unknown`. Each 0–1.
 */
export function measure(guesses: readonly Guess[], threshold: number) {
  const judged = guesses.map(({ truth, probabilities }) => {
    const confidence = Math.max(...probabilities);
    return { truth, likeliest: probabilities.indexOf(confidence), sure: confidence >= threshold };
  });
  const labelled = judged.filter(({ truth }) => truth !== undefined);
  const others = judged.filter(({ truth }) => truth === undefined);
  return {
    accuracy: share(labelled, ({ truth, likeliest, sure }) => sure && likeliest === truth),
    likeliestRight: share(labelled, ({ truth, likeliest }) => likeliest === truth),
    unknownFound: share(others, ({ sure }) => !sure),
  };
}

/** Rounded to four decimals. */
const share = <T>(items: readonly T[], holds: (item: T) => boolean): number =>
  Math.round((10_000 * items.filter(holds).length) / items.length) / 10_000;

import type { Guess } from './guess.ts';
import { isRight, meanOf } from './guess.ts';

/** Mean of −ln(probability of what is right), each probability at least 1e-15. 0 is best. */
export const logLoss = (guesses: readonly Guess[]): number =>
  meanOf(guesses, ({ probabilities, truth }) => -Math.log(Math.max(probabilities[truth] ?? 0, 1e-15)));

/** Mean squared distance from probability to truth, summed over the labels, halved for two (as scikit-learn does). 0 is best. */
export const brierScore = (guesses: readonly Guess[]): number =>
  meanOf(guesses, ({ probabilities, truth }) => {
    const sum = probabilities.reduce(
      (all, probability, label) => all + (probability - Number(label === truth)) ** 2,
      0,
    );
    return probabilities.length === 2 ? sum / 2 : sum;
  });

/**
 * Expected calibration error: in ten equally wide bins of the likeliest label's probability, the mean distance from that to the
 * share that is right, each bin counting as its guesses. 0–1, 0 is best. Source: Naeini et al. 2015.
 */
export function calibrationError(guesses: readonly Guess[]): number {
  const bins = Array.from({ length: 10 }, () => ({ confidence: 0, right: 0 }));
  for (const guess of guesses) {
    const confidence = Math.max(...guess.probabilities);
    const bin = bins[Math.min(9, Math.floor(confidence * 10))];
    if (!bin) throw new Error(`${String(confidence)} is no probability`);
    bin.confidence += confidence;
    bin.right += Number(isRight(guess));
  }
  return bins.reduce((sum, { confidence, right }) => sum + Math.abs(confidence - right), 0) / guesses.length;
}

/**
 * Area under the ROC curve, of two labels: the chance that a row of the second gets a higher probability of it than a row of
 * the first, equal ones counting half. 0.5 is luck. Undefined when either label has no row.
 */
export function rocAuc(guesses: readonly Guess[]): number | undefined {
  const sorted = guesses
    .map(({ probabilities, truth }) => ({ score: probabilities[1] ?? 0, truth }))
    .sort((a, b) => a.score - b.score);
  let below = 0;
  let wins = 0;
  for (let from = 0; from < sorted.length;) {
    let to = from;
    let negatives = 0;
    for (; to < sorted.length && sorted[to]?.score === sorted[from]?.score; to++) {
      negatives += Number(sorted[to]?.truth === 0);
    }
    wins += (to - from - negatives) * (below + negatives / 2);
    below += negatives;
    from = to;
  }
  const pairs = below * (sorted.length - below);
  return pairs === 0 ? undefined : wins / pairs;
}

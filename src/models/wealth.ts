/** Outcomes of instances whose right label is known: blue alone right, green alone right, or no difference. */
export interface Outcomes {
  readonly better: number;
  readonly worse: number;
  readonly ties: number;
}

/** Shares of the wealth that is staked, as parts of the largest one that can never ruin. Small stakes for small differences. */
const stakes = Array.from({ length: 12 }, (_, index) => 0.9 * 0.65 ** index);

/**
 * An e-value against "blue's accuracy exceeds green's by at most −`margin`": what a gambler has who starts with 1 and bets,
 * label by label, on blue; averaged over a grid of stakes. When the hypothesis is true, it ever reaches 1 ÷ α with probability α at
 * most, however often one looks (Ville's inequality).
 *
 * Each label wins or loses (difference + margin) × stake; the product does not depend on the order, so counts suffice.
 * Source: Waudby-Smith and Ramdas, Estimating means of bounded random variables by betting, JRSS B 86 (2024), with the
 * differences in [−1, 1] and a fixed mixture of stakes.
 *
 * @param margin 0–1, in accuracy: 0.02 tolerates a loss of 2 points.
 */
export function wealth({ better, worse, ties }: Outcomes, margin = 0): number {
  return meanOfLogs(betsAt(margin).map(({ won, tied, lost }) => better * won + ties * tied + worse * lost));
}

interface Bet {
  /** What one label adds to the logarithm of the wealth. */
  readonly won: number;
  readonly tied: number;
  readonly lost: number;
}

const betsByMargin = new Map<number, readonly Bet[]>();

function betsAt(margin: number): readonly Bet[] {
  const known = betsByMargin.get(margin);
  if (known) return known;
  const bets = stakes.map((part) => {
    const stake = part / (1 - margin);
    const gain = (by: number) => Math.log1p(stake * (by + margin));
    return { won: gain(1), tied: gain(0), lost: gain(-1) };
  });
  betsByMargin.set(margin, bets);
  return bets;
}

/** The mean of numbers that are given by their logarithms; at most 1e300. */
export function meanOfLogs(logs: readonly number[]): number {
  const highest = Math.max(...logs);
  const log = highest + Math.log(logs.reduce((sum, one) => sum + Math.exp(one - highest), 0) / logs.length);
  return Math.min(1e300, Math.exp(log));
}

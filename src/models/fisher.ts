interface Sample {
  readonly all: number;
  readonly hit: number;
}

/**
 * How much likelier, as a logarithm, this many hits of `first` are when its odds are `odds` times those of `second`, than when
 * they are the same; given how many of both were hit in all. Its mean is 1 (not its logarithm's) under equal odds and below under
 * lesser ones, so a product of such ratios is a test martingale. Source: Fisher's noncentral hypergeometric distribution
 * (McCullagh and Nelder, Generalized Linear Models, 7.3.2).
 */
export function logLikelihoodRatio(first: Sample, second: Sample, odds: number): number {
  const hits = first.hit + second.hit;
  if (hits === 0 || first.all === 0 || second.all === 0) return 0;
  const lowest = Math.max(0, hits - second.all);
  const highest = Math.min(hits, first.all);
  // log P(x hits of first), up to a constant, walking from one x to the next by the ratio of their probabilities.
  const logs: number[] = [0];
  for (let x = lowest; x < highest; x++) {
    const ratio = ((first.all - x) / (x + 1)) * ((hits - x) / (second.all - hits + x + 1));
    logs.push((logs.at(-1) ?? 0) + Math.log(ratio));
  }
  const tilt = Math.log(odds);
  const tilted = logs.map((log, index) => log + tilt * (lowest + index));
  return tilt * first.hit - logOfSum(tilted) + logOfSum(logs);
}

function logOfSum(logs: readonly number[]): number {
  const highest = logs.reduce((most, log) => Math.max(most, log), -Infinity);
  return highest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - highest), 0));
}

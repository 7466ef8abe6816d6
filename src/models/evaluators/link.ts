/** What makes probabilities of the sums that a row ends in. */
export interface Link {
  /** `sigmoid`: of one sum, for the second of two labels. `each`: of one sum per label. `none`: the sums are probabilities. */
  readonly kind: 'softmax' | 'sigmoid' | 'complement' | 'each' | 'none';
  /** How many sums a row has: one for `sigmoid` and `complement`, else one per label. */
  readonly outputs: number;
  /** Divided by their sum in the end. */
  readonly isShare?: boolean;
}

/** Writes one row's probabilities, from `at` on. Overwrites the sums. */
export function writeProbabilities({ kind, isShare }: Link, sums: Float64Array, into: Float32Array, at: number): void {
  if (kind === 'sigmoid' || kind === 'complement') {
    const [sum = NaN] = sums;
    const second = kind === 'sigmoid' ? sigmoid(sum) : sum;
    into[at] = 1 - second;
    into[at + 1] = second;
    return;
  }
  if (kind === 'softmax') toExponentials(sums);
  if (kind === 'each') for (let i = 0; i < sums.length; i++) sums[i] = sigmoid(sums[i] ?? NaN);
  let whole = kind === 'softmax' || isShare ? 0 : 1;
  if (whole === 0) for (let i = 0; i < sums.length; i++) whole += sums[i] ?? NaN;
  for (let i = 0; i < sums.length; i++) into[at + i] = (sums[i] ?? NaN) / whole;
}

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** The largest becomes 1, so that none overflows. */
function toExponentials(logits: Float64Array): void {
  let largest = -Infinity;
  for (let i = 0; i < logits.length; i++) largest = Math.max(largest, logits[i] ?? NaN);
  for (let i = 0; i < logits.length; i++) logits[i] = Math.exp((logits[i] ?? NaN) - largest);
}

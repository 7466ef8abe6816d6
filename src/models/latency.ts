/** Upper ends of the buckets, in ms: √2 apart, from 0.5 ms to 23 s. The last bucket takes all that is slower. */
const latencyBucketsMs: readonly number[] = Array.from({ length: 32 }, (_, index) => 0.5 * 2 ** (index / 2));

const slowestMs = 0.5 * 2 ** 15.5;

export const noLatencies = (): number[] => new Array<number>(latencyBucketsMs.length + 1).fill(0);

/** The bucket that a latency falls into. */
export function latencyBucket(ms: number): number {
  if (ms <= 0.5) return 0;
  return Math.min(latencyBucketsMs.length, Math.ceil(2 * Math.log2(ms / 0.5)));
}

/**
 * @param share 0–1: 0.99 for p99.
 * @returns Milliseconds, interpolated inside its bucket. `undefined` when nothing was measured.
 */
export function latencyQuantile(counts: readonly number[], share: number): number | undefined {
  const wanted = share * counts.reduce((sum, count) => sum + count, 0);
  if (wanted === 0) return undefined;
  let before = 0;
  for (const [bucket, count] of counts.entries()) {
    if (count > 0 && before + count >= wanted) {
      const end = latencyBucketsMs[bucket] ?? slowestMs * Math.SQRT2;
      return bucket === 0 ? end : end * 2 ** ((wanted - before) / count / 2 - 0.5);
    }
    before += count;
  }
  return slowestMs;
}

/** Answers slower than the bucket that ends at or above `ms`. */
export const slowerThan = (counts: readonly number[], ms: number): number =>
  counts.slice(latencyBucket(ms) + 1).reduce((sum, count) => sum + count, 0);

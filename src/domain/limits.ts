/** DESIGN's limits that functions act on. */
export interface Limits {
  readonly uploadBytes: number;
  readonly leaseSeconds: number;
  readonly maxAttempts: number;
  /** How long a pending job may wait before the sweep sends its message again. */
  readonly sweepGraceSeconds: number;
  /** How long after a deletion the rest is erased; longer than any invocation lasts. */
  readonly eraseAfterSeconds: number;
}

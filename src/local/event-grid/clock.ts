/** Event Grid's waits run on this, so that a test can move the time. */
export interface Clock {
  /** Ms since 1970. */
  now(): number;
  /** Calls `wake` once, at or after `atMs`. @returns what cancels it. */
  at(atMs: number, wake: () => void): () => void;
}

/** `setTimeout` takes no more. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  at(atMs, wake) {
    const timer = setTimeout(wake, Math.min(Math.max(0, atMs - Date.now()), LONGEST_WAIT_MS));
    timer.unref();
    return () => clearTimeout(timer);
  },
};

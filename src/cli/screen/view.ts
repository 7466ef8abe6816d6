import type { Tracked } from '../follow/tracked.ts';

/** Shows documents on their way, one line each. */
export interface BoardView {
  readonly update: (board: readonly Tracked[]) => void;
  /** A line for good, beside the table. */
  readonly note: (line: string) => void;
  /** Leaves the last state standing. */
  readonly close: () => void;
}

import type { Tracked } from '../follow/tracked.ts';
import { plainView } from './plain-view.ts';
import type { Screen } from './screen.ts';
import { terminalView } from './terminal-view.ts';

/** Shows documents on their way, one line each. */
export interface BoardView {
  readonly update: (board: readonly Tracked[]) => void;
  /** A line for good, beside the table. */
  readonly note: (line: string) => void;
  /** Leaves the last state standing. */
  readonly close: () => void;
}

/** @param now Milliseconds since 1970. */
export const boardView = (screen: Screen, now: () => number): BoardView =>
  screen.isTerminal ? terminalView(screen, now) : plainView(screen);

import { plainView } from './plain-view.ts';
import type { Screen } from './screen.ts';
import { terminalView } from './terminal-view.ts';
import type { BoardView } from './view.ts';

/** Shows documents on their way as the screen allows. @param now Milliseconds since 1970. */
export const boardView = (screen: Screen, now: () => number): BoardView =>
  screen.isTerminal ? terminalView(screen, now) : plainView(screen);

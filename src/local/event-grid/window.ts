import type { Clock } from '../clock.ts';

/** How long Event Grid waits for an answer, in ms. Source: learn.microsoft.com/azure/event-grid/delivery-and-retry */
const WINDOW_MS = 30_000;

/** A clock that is moved past the window leaves an answer that is under way this long, in real ms. */
const GRACE_MS = 1000;

/** The time that an endpoint has for its answer. */
export interface Window {
  /** Aborts when the time is over or the caller's own signal does. */
  signal: AbortSignal;
  isOver(): boolean;
  close(): void;
}

export function withinWindow(clock: Clock, cancelled: AbortSignal): Window {
  const over = new AbortController();
  let grace: NodeJS.Timeout | undefined;
  const cancel = clock.at(clock.now() + WINDOW_MS, () => {
    grace = setTimeout(() => over.abort(), GRACE_MS);
  });
  return {
    signal: AbortSignal.any([over.signal, cancelled]),
    isOver: () => over.signal.aborted,
    close() {
      cancel();
      clearTimeout(grace);
    },
  };
}

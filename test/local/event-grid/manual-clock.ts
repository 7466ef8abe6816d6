import type { Clock } from '../../../src/local/clock.ts';

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves the time on and wakes, in order, whatever is due by then. */
  advance(ms: number): void;
}

export function manualClock(startMs = Date.UTC(2026, 0, 5, 7)): ManualClock {
  let nowMs = startMs;
  const alarms = new Set<{ atMs: number; wake: () => void }>();
  return {
    now: () => nowMs,
    at(atMs, wake) {
      const alarm = { atMs, wake };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    advance(ms) {
      nowMs += ms;
      for (const alarm of [...alarms].sort((a, b) => a.atMs - b.atMs))
        if (alarm.atMs <= nowMs && alarms.delete(alarm)) alarm.wake();
    },
  };
}

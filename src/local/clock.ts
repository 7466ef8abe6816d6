/** What the local services go by, so that hours can pass in a test. */
export interface Clock {
  /** Ms since 1970. */
  now(): number;
  /** Calls `wake` once, at or after `atMs`. @returns what cancels it. */
  at(atMs: number, wake: () => void): () => void;
}

/** The system's time plus what it was moved by. */
export interface MovableClock extends Clock {
  /** Moves the time on and wakes, in order, whatever is due by then. @param ms Not negative. */
  advance(ms: number): void;
}

/** `setTimeout` takes no more. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

export function movableClock(): MovableClock {
  let aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  const alarms = new Set<Alarm>();
  const arm = (alarm: Alarm) => {
    alarm.timer = setTimeout(
      () => {
        if (alarm.atMs > now()) arm(alarm);
        else ring(alarm);
      },
      Math.min(Math.max(0, alarm.atMs - now()), LONGEST_WAIT_MS),
    ).unref();
  };
  const silence = (alarm: Alarm) => {
    clearTimeout(alarm.timer);
    return alarms.delete(alarm);
  };
  const ring = (alarm: Alarm) => {
    if (silence(alarm)) alarm.wake();
  };
  return {
    now,
    at(atMs, wake) {
      const alarm: Alarm = { atMs, wake, timer: undefined };
      alarms.add(alarm);
      arm(alarm);
      return () => void silence(alarm);
    },
    advance(ms) {
      aheadMs += ms;
      const inOrder = [...alarms].sort((one, other) => one.atMs - other.atMs);
      for (const alarm of inOrder)
        if (alarm.atMs <= now()) ring(alarm);
        else if (alarms.has(alarm)) {
          clearTimeout(alarm.timer);
          arm(alarm);
        }
    },
  };
}

interface Alarm {
  readonly atMs: number;
  readonly wake: () => void;
  timer: NodeJS.Timeout | undefined;
}

/** The system's time. */
export const systemClock: Clock = movableClock();

import type { ServerResponse } from 'node:http';

/** The requests that came between two questions. */
interface Wave {
  open: number;
  onAnswered: (() => void) | undefined;
}

/** Counts the requests that have no answer yet, so that somebody can wait for those of a certain time. */
export function openRequests() {
  let wave: Wave = { open: 0, onAnswered: undefined };
  let earlier = Promise.resolve();
  let count = 0;
  return {
    add(response: ServerResponse): void {
      const mine = wave;
      mine.open++;
      count++;
      response.once('close', () => {
        count--;
        if (--mine.open === 0) mine.onAnswered?.();
      });
    },
    count: () => count,
    /** Resolves when the requests that are here now have been answered, or their clients have gone. */
    answered(): Promise<void> {
      const mine = wave;
      const before = earlier;
      wave = { open: 0, onAnswered: undefined };
      const answered = new Promise<void>((resolve) => {
        if (mine.open === 0) resolve();
        else mine.onAnswered = resolve;
      });
      return (earlier = Promise.all([before, answered]).then(() => undefined));
    },
  };
}

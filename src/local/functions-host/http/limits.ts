/** Requests beyond the queue are answered 429; where nothing is counted, a request is free. */
export type Admission = 'refused' | 'free' | Promise<Release>;
type Release = () => void;

/**
 * host.json's two limits: how many requests may be here at all, and how many of those may run; the others wait in turn.
 *
 * @param maxOutstanding -1: no limit. @param maxConcurrent -1: no limit.
 */
export function createLimits(maxOutstanding: number, maxConcurrent: number): () => Admission {
  if (maxOutstanding <= 0 && maxConcurrent <= 0) return () => 'free';
  let outstanding = 0;
  let running = 0;
  const queue: (() => void)[] = [];

  const release = () => {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      outstanding--;
      running--;
      queue.shift()?.();
    };
  };
  return () => {
    if (maxOutstanding > 0 && outstanding >= maxOutstanding) return 'refused';
    outstanding++;
    return new Promise((resolve) => {
      const run = () => {
        running++;
        resolve(release());
      };
      if (maxConcurrent > 0 && running >= maxConcurrent) queue.push(run);
      else run();
    });
  };
}

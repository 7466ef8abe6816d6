import type { Afterwards } from '../ports.ts';

interface Options {
  /** Instances that may wait. */
  readonly limit: number;
  /** Called with what a piece of work threw. */
  readonly onError: (error: unknown) => void;
}

/** Work after the answers, in the memory of this process: one piece after the other, each after what waits in the event loop. */
export function boundedAfterwards({ limit, onError }: Options): Afterwards {
  let waiting = 0;
  let last = Promise.resolve();
  return {
    run(size, work) {
      if (waiting > 0 && waiting + size > limit) return false;
      waiting += size;
      last = last.then(async () => {
        await new Promise((resolve) => setImmediate(resolve));
        await work().catch(onError);
        waiting -= size;
      });
      return true;
    },
    idle: () => last,
  };
}

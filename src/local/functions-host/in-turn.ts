/** Runs changes one at a time, in the order in which they were asked for. */
interface InTurn {
  /** @throws whatever the change throws; the next one runs nevertheless. */
  run<T>(change: () => Promise<T>): Promise<T>;
  /** Resolves when the last change that is known now has ended; undefined: none is under way. */
  current(): Promise<void> | undefined;
}

export function inTurn(): InTurn {
  let current: Promise<void> | undefined;
  return {
    run<T>(change: () => Promise<T>) {
      const mine = (current ?? Promise.resolve()).then(change).finally(() => {
        if (current === settled) current = undefined;
      });
      const settled = mine.then(
        () => undefined,
        () => undefined,
      );
      current = settled;
      return mine;
    },
    current: () => current,
  };
}

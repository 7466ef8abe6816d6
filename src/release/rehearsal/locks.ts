/** Exclusive locks of environments: whoever asks gets its turn. */
export interface Locks {
  /** @returns What gives it back, once it is had. */
  take(name: string): Promise<() => void>;
}

export function openLocks(): Locks {
  const last = new Map<string, Promise<undefined>>();
  return {
    async take(name) {
      const before = last.get(name);
      const { promise, resolve } = Promise.withResolvers<undefined>();
      last.set(name, promise);
      await before;
      return () => {
        resolve(undefined);
      };
    },
  };
}

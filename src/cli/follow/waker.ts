/** Turns hints, which can come in hundreds, into a steady walk. */
export interface Waker {
  /** Resolves `hint` after a poke, `quiet` when none came for `quietMs`; not sooner than `minGapMs` after the last time. */
  readonly wake: () => Promise<'hint' | 'quiet'>;
  readonly poke: () => void;
}

export function waker({ minGapMs, quietMs }: { minGapMs: number; quietMs: number }): Waker {
  let poked = false;
  let onPoke: (() => void) | undefined;
  let last = -Infinity;

  const waitForPoke = () =>
    new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => {
        onPoke = undefined;
        resolve(false);
      }, quietMs);
      onPoke = () => {
        clearTimeout(timer);
        onPoke = undefined;
        resolve(true);
      };
    });
  return {
    async wake() {
      const hint = poked || (await waitForPoke());
      const early = last + minGapMs - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      poked = false;
      last = performance.now();
      return hint ? 'hint' : 'quiet';
    },
    poke() {
      poked = true;
      onPoke?.();
    },
  };
}

import type { Signals } from '../../service.ts';

type SignalName = `queue:${string}` | `container:${string}`;

/** Waits for a signal, for a time, or for the end: whichever comes first. */
export interface Waker {
  /** @returns true when a signal came, also one that came since the last wait. */
  wait(ms: number, stopping: AbortSignal): Promise<boolean>;
  close(): void;
}

export function createWaker(signals: Signals | undefined, name: SignalName): Waker {
  let signalled = false;
  let wake: (() => void) | undefined;
  const onSignal = () => {
    signalled = true;
    wake?.();
  };
  signals?.on(name, onSignal);
  return {
    async wait(ms, stopping) {
      if (!signalled && !stopping.aborted)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
          stopping.addEventListener('abort', wake, { once: true });
        }).finally(() => {
          if (wake) stopping.removeEventListener('abort', wake);
          wake = undefined;
        });
      const came = signalled;
      signalled = false;
      return came;
    },
    close: () => void signals?.off(name, onSignal),
  };
}

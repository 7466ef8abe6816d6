import type { HostControl } from './http/serving.ts';
import type { ScriptHost } from './script-host.ts';

/** The admin API's drain of the app that runs; another app, or another start, begins without one. */
export function createDrain(current: () => ScriptHost | undefined) {
  let drained: Promise<void> | undefined;
  let hasEnded = false;
  return {
    begin(): void {
      if (drained) return;
      hasEnded = false;
      drained = current()
        ?.drain()
        .then(() => void (hasEnded = true));
    },
    forget: () => void (drained = undefined),
    status(): ReturnType<HostControl['drainStatus']> {
      const outstandingInvocations = current()?.pool.running() ?? 0;
      const isOver = hasEnded && outstandingInvocations === 0;
      return {
        state: drained ? (isOver ? 'Completed' : 'InProgress') : 'Disabled',
        outstandingInvocations,
        outstandingRetries: 0,
      };
    },
  };
}

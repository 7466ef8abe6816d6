import { afterAll, beforeAll } from 'vitest';
import { listen, type Hub } from './hub.ts';
import { startSystem, temporaryHome, type System } from './system.ts';

/** A system of its own for the tests of a `describe`, and what its hub tells. To be called inside it. */
export function runningSystem(settings: Record<string, string> = {}): { readonly system: System; readonly hub: Hub } {
  let home: Awaited<ReturnType<typeof temporaryHome>>;
  let system: System | undefined;
  let hub: Hub | undefined;
  beforeAll(async () => {
    home = await temporaryHome();
    system = await startSystem(home.path, settings);
    hub = await listen(system.connectionStrings.Events);
  });
  afterAll(async () => {
    try {
      await hub?.close();
      await system?.end();
    } finally {
      await home.remove();
    }
  });
  return {
    get system() {
      if (!system) throw new Error('The system has not started');
      return system;
    },
    get hub() {
      if (!hub) throw new Error('The hub is not listened to');
      return hub;
    },
  };
}

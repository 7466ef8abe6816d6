import { setTimeout as delay } from 'node:timers/promises';
import { lateEvent, slowReadOf } from './fault-mix.ts';
import type { Part } from './part.ts';
import { isMet, postFault } from './post-fault.ts';
import type { PlannedUpload } from './uploads.ts';

const lookEveryMs = 50;
const patienceMs = 60_000;

/**
 * Sends second versions where they hurt: while somebody reads the first, and with an event that comes late.
 * @returns what holds an upload up until its time has come.
 */
export function secondVersions(storage: Part): (upload: PlannedUpload) => Promise<void> {
  const reads = new Map<string, SlowRead>();
  return async ({ name, revision, isReplaced }) => {
    if (isReplaced) reads.set(name, await slowRead(storage, name));
    const read = revision > 1 ? reads.get(name) : undefined;
    if (!read) return;
    const sinceMs = performance.now();
    while (!(await read.hasBegun()) && performance.now() - sinceMs < patienceMs) await delay(lookEveryMs);
    await postFault(storage, lateEvent);
  };
}

interface SlowRead {
  hasBegun(): Promise<boolean>;
}

/** The next read of this name is slow: a fault that is gone once it is met. A server that died has forgotten it, and is told again. */
async function slowRead(storage: Part, name: string): Promise<SlowRead> {
  const ask = async () => ({ by: storage.pid, id: await postFault(storage, slowReadOf(name)) });
  let asked = await ask();
  return {
    async hasBegun() {
      if (!storage.isUp) return false;
      if (asked.id === undefined || asked.by !== storage.pid) asked = await ask();
      return (await isMet(storage, asked.id)) && asked.by === storage.pid;
    },
  };
}

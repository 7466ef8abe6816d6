import { setTimeout as delay } from 'node:timers/promises';
import { slowWrite } from './fault-mix.ts';
import type { Part } from './part.ts';
import { isMet, postFault } from './post-fault.ts';

const lookEveryMs = 50;

/** How long nobody may write a result before it is no use to wait, in ms. */
const patienceMs = 5_000;

/**
 * Makes a zombie: an instance stands still while its result is on the way to storage, and slowly. Its lease runs out, the other instance
 * takes over, and then the result of the first arrives. For that the other one stands still until it is known whose result it is.
 *
 * @returns resolves when the zombie stands still, with what makes it go on.
 */
export async function makeZombie(zombie: Part, other: Part, storage: Part): Promise<() => void> {
  other.signal('SIGSTOP');
  try {
    const id = await postFault(storage, slowWrite);
    const sinceMs = performance.now();
    while (!(await isMet(storage, id)) && performance.now() - sinceMs < patienceMs) await delay(lookEveryMs);
    zombie.signal('SIGSTOP');
  } finally {
    other.signal('SIGCONT');
  }
  return () => zombie.signal('SIGCONT');
}

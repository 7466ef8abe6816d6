import type { FaultDescription } from '../../src/local/faults/fault.ts';
import type { Part } from './part.ts';

/** @returns the fault's id; `undefined` when the server is not there to hear of it. */
export async function postFault(part: Part, fault: FaultDescription): Promise<string | undefined> {
  const url = part.addresses['control'];
  if (typeof url !== 'string') throw new Error(`${part.name} has no control endpoint`);
  try {
    const answer = await fetch(`${url}/faults`, { method: 'POST', body: JSON.stringify(fault) });
    if (answer.status !== 201) throw new Error(`${part.name} refuses a fault: ${await answer.text()}`);
    return ((await answer.json()) as { id: string }).id;
  } catch (error) {
    if (error instanceof TypeError) return undefined; // What `fetch` throws when nobody answers.
    throw error;
  }
}

/** Whether a fault for one operation has been met: then it is gone. `false` while nobody can say. */
export async function isMet(part: Part, id: string | undefined): Promise<boolean> {
  const answer = await fetch(`${String(part.addresses['control'])}/faults`).catch(() => undefined);
  const faults = (await answer?.json().catch(() => undefined)) as readonly { readonly id: string }[] | undefined;
  return faults !== undefined && id !== undefined && !faults.some((fault) => fault.id === id);
}

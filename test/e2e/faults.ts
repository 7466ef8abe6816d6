import type { FaultDescription } from '../../src/local/faults/fault.ts';
import type { System } from './system.ts';

/** Puts a fault in force; the system was started with `--control=0`. @returns what ends it. */
export async function addFault(
  { controlUrl }: Pick<System, 'controlUrl'>,
  fault: FaultDescription,
): Promise<() => Promise<void>> {
  if (controlUrl === undefined) throw new Error('There is no control endpoint: start with --control=0');
  const answer = await fetch(`${controlUrl}/faults`, { method: 'POST', body: JSON.stringify(fault) });
  if (answer.status !== 201) throw new Error(`The fault was refused: ${await answer.text()}`);
  const { id } = (await answer.json()) as { id: string };
  return async () => {
    await fetch(`${controlUrl}/faults/${id}`, { method: 'DELETE' });
  };
}

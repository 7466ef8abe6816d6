import { EventEmitter } from 'node:events';
import { Fault, type FaultDescription, type Trouble, type TroubledService } from './fault.ts';

/** A fault that is in force, and how many operations have met it. */
interface FaultInForce extends Fault {
  readonly id: string;
  readonly met: number;
}

/** Troubles on demand, for all services of one local cloud. */
export interface Faults {
  /**
   * What this operation has to suffer. `down` goes before all; of the others the oldest fault that matches, and it is counted.
   * @param operation For HTTP `<METHOD> <path and query>`; else the service's own words for it.
   */
  meet(service: TroubledService, operation: string): Trouble | undefined;
  isDown(service: TroubledService): boolean;
  /** @returns its id. @throws ZodError */
  add(fault: FaultDescription): string;
  /** @returns whether it was in force. */
  remove(id: string): boolean;
  clear(): void;
  inForce(): FaultInForce[];
  /** `down`: connections are to be reset. `up`: what was kept may go on. */
  readonly changes: EventEmitter<{ down: [TroubledService]; up: [TroubledService] }>;
}

/** @param random Uniform in [0, 1): which operations meet a fault that has a share. */
export function createFaults(random: () => number = Math.random): Faults {
  const faults = new Map<string, Entry>();
  const changes: Faults['changes'] = new EventEmitter();
  changes.setMaxListeners(0);
  let count = 0;

  const isDown = (service: TroubledService) =>
    [...faults.values()].some(({ fault }) => fault.service === service && fault.trouble.kind === 'down');
  const remove = (id: string) => {
    const entry = faults.get(id);
    if (!entry) return false;
    clearTimeout(entry.timer);
    faults.delete(id);
    const { service, trouble } = entry.fault;
    if (trouble.kind === 'down' && !isDown(service)) changes.emit('up', service);
    return true;
  };
  return {
    changes,
    isDown,
    remove,
    meet(service, operation) {
      if (isDown(service)) return { kind: 'down' };
      for (const [id, entry] of faults) {
        const { fault, pattern } = entry;
        if (fault.service !== service || !pattern.test(operation) || random() >= fault.share) continue;
        entry.met++;
        if (entry.met === fault.times) remove(id);
        return fault.trouble;
      }
      return undefined;
    },
    add(description) {
      const fault = Fault.parse(description);
      const id = String(++count);
      const wasDown = isDown(fault.service);
      const timer = fault.forMs === undefined ? undefined : setTimeout(() => remove(id), fault.forMs).unref();
      faults.set(id, { fault, pattern: new RegExp(fault.operation ?? ''), met: 0, timer });
      if (!wasDown && fault.trouble.kind === 'down') changes.emit('down', fault.service);
      return id;
    },
    clear() {
      for (const id of [...faults.keys()]) remove(id);
    },
    inForce: () => [...faults].map(([id, { fault, met }]) => ({ ...fault, id, met })),
  };
}

interface Entry {
  readonly fault: Fault;
  readonly pattern: RegExp;
  readonly timer: NodeJS.Timeout | undefined;
  met: number;
}

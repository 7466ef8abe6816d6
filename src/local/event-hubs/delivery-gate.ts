import type { Trouble } from '../faults/fault.ts';
import type { Faults } from '../faults/faults.ts';
import type { AmqpError } from './amqp.ts';
import { amqpError } from './refusal.ts';
import { refusalOf } from './troubles.ts';

/** A client's connection. */
export interface Wire {
  /** Resets it: what was not yet sent is lost. */
  readonly reset: () => void;
  /** Ends it after all that was written. */
  readonly end: () => void;
}

/** Where the events of a receiving link meet their troubles, one by one and in order. */
export interface DeliveryGate {
  /** Whether the next event may leave now. If it has to wait, `resume` is called when it may. */
  opens(): boolean;
  /** The event has left. */
  passed(): void;
}

interface Surroundings {
  readonly wire: Wire;
  readonly resume: () => void;
  /** Closes the link. */
  readonly close: (error: AmqpError) => void;
}

/**
 * `late` and `latency` hold an event back, and those behind it with it: a partition keeps its order. `reorder` is refused for that reason,
 * and `duplicate` because no link gives an event twice: what comes twice was sent twice. A receiver whose partition another takes
 * over, and which starts again at its checkpoint, is an `error` with the code `amqp:link:stolen`.
 * Source: learn.microsoft.com/azure/event-hubs/event-processor-balance-partition-load
 *
 * @param operation `receive <hub>/<partition>`.
 */
export function makeGate(faults: Faults, operation: string, { wire, resume, close }: Surroundings): DeliveryGate {
  let trouble: Trouble | undefined;
  let state: 'new' | 'waiting' | 'free' | 'over' = 'new';
  const wait = (ms: number) => {
    state = 'waiting';
    setTimeout(() => {
      state = 'free';
      resume();
    }, ms).unref();
  };
  const end = (how: () => void) => {
    state = 'over';
    how();
  };
  const fail = (cause: Trouble) => end(() => close(amqpError(refusalOf(cause, operation))));
  const meet = () => {
    trouble = faults.meet('event-hubs', operation);
    state = 'free';
    if (trouble === undefined) return;
    if (trouble.kind === 'latency' || trouble.kind === 'late') wait(trouble.ms);
    else if (trouble.kind === 'down') end(wire.reset);
    else if (trouble.kind !== 'drop') fail(trouble);
    else if (trouble.when === 'before') end(wire.reset);
  };
  return {
    opens() {
      if (state === 'new') meet();
      return state === 'free';
    },
    passed() {
      state = 'new';
      // The link writes at the end of this turn.
      if (trouble?.kind === 'drop') end(() => setImmediate(wire.end));
    },
  };
}

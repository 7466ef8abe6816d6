import type { ClientReceiver } from './amqp.ts';
import type { DeliveryGate } from './delivery-gate.ts';
import type { PartitionLog } from './log.ts';

/** What sends a partition's events on one link. */
interface Outlet {
  /** Sends what there is while the client has credit and its session room. */
  pump(): void;
  /** Gives the credit back that nothing is there for. */
  drain(): void;
}

interface OutletOptions {
  /** The sequence number of the first event to send. */
  readonly start: number;
  /** What goes in front of each event. */
  readonly prefix: (() => Buffer) | undefined;
  readonly gate: DeliveryGate | undefined;
}

export function makeOutlet(link: ClientReceiver, log: PartitionLog, { start, prefix, gate }: OutletOptions): Outlet {
  let next = start;
  let ready: Buffer[] = [];
  let sent = 0;
  let drained = 0;
  // rhea counts a delivery against the credit when it leaves; what waits inside rhea must count too.
  const credit = () => link.credit - (sent + drained - link.delivery_count);
  const nextEvent = () => {
    if (ready.length === 0) {
      const { sequenceNumber, events } = log.read(next);
      next = sequenceNumber;
      ready = events.reverse();
    }
    return ready.at(-1);
  };
  return {
    pump() {
      while (link.sendable() && credit() > 0) {
        const event = nextEvent();
        if (!event || (gate && !gate.opens())) return;
        link.send(prefix ? Buffer.concat([prefix(), event]) : event, undefined, 0);
        ready.pop();
        next++;
        sent++;
        gate?.passed();
      }
    },
    drain() {
      drained += Math.max(0, credit());
      link.set_drained(true);
    },
  };
}

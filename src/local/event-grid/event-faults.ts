import type { Faults } from '../faults/faults.ts';
import type { NewDelivery } from './delivery-store.ts';

/**
 * What faults make of an event on its way into a subscription (operation `event <subscription>`): `drop` before, it never
 * arrives, as if the subscription had been off; `duplicate`, twice; `late`, later.
 *
 * @throws Error that names a fault that an event cannot have.
 */
export function enter(delivery: NewDelivery, faults: Faults | undefined): NewDelivery[] {
  const operation = `event ${delivery.subscription}`;
  const trouble = faults?.meet('event-grid', operation);
  if (trouble === undefined) return [delivery];
  switch (trouble.kind) {
    case 'down': // kept, and delivered later
      return [delivery];
    case 'drop':
      if (trouble.when === 'before') return [];
      break;
    case 'duplicate':
      return [delivery, delivery];
    case 'late':
      return [{ ...delivery, dueAt: delivery.dueAt + trouble.ms }];
    default:
  }
  throw new Error(`FaultNotSupported: '${operation}' cannot meet '${trouble.kind}'`);
}

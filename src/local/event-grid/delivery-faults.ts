import { setTimeout as pause } from 'node:timers/promises';
import type { Trouble } from '../faults/fault.ts';
import type { Faults } from '../faults/faults.ts';
import type { Delivery } from './delivery.ts';
import type { Outcome } from './retry.ts';

/** How long a fault holds a delivery back that no other one passes, and how soon it is looked whether the service is back; in ms. */
const REORDER_MS = 30_000;
const DOWN_MS = 200;

/** The troubles of one subscription's deliveries (operation `deliver <subscription>`). */
export interface DeliveryFaults {
  /** @returns `held` when there is nothing to attempt now: `dueAt` of these deliveries says when. */
  meet(deliveries: readonly Delivery[], nowMs: number): Trouble | 'held' | undefined;
  /** Another delivery has passed. @returns those that it was to overtake. */
  overtaken(): Delivery[];
}

export function deliveryFaults(subscription: string, faults: Faults | undefined): DeliveryFaults {
  const behind = new Set<Delivery>();
  /** A delivery is held once. */
  const spared = new WeakSet<Delivery>();
  return {
    meet(deliveries, nowMs) {
      if (deliveries.some((delivery) => spared.has(delivery))) return undefined;
      const trouble = faults?.meet('event-grid', `deliver ${subscription}`);
      const waitMs = trouble && holdMs(trouble);
      if (waitMs === undefined) return trouble;
      for (const delivery of deliveries) {
        delivery.dueAt = nowMs + waitMs;
        if (trouble?.kind !== 'down') spared.add(delivery);
        if (trouble?.kind === 'reorder') behind.add(delivery);
      }
      return 'held';
    },
    overtaken() {
      const deliveries = [...behind];
      behind.clear();
      return deliveries;
    },
  };
}

function holdMs(trouble: Trouble): number | undefined {
  if (trouble.kind === 'late') return trouble.ms;
  if (trouble.kind === 'reorder') return REORDER_MS;
  return trouble.kind === 'down' ? DOWN_MS : undefined;
}

/** One attempt in trouble. `drop` before: the endpoint never sees it; after: its answer is lost; either counts as failed. */
export async function pushInTrouble(
  trouble: Trouble | undefined,
  cancelled: AbortSignal,
  push: () => Promise<Outcome | 'refused'>,
): Promise<Outcome | 'refused'> {
  switch (trouble?.kind) {
    case 'latency':
      await pause(trouble.ms, undefined, { signal: cancelled }).catch(() => undefined); // then the push is cancelled, too
      return push();
    case 'error':
      return trouble.status;
    case 'drop':
      if (trouble.when === 'after') await push();
      return 'broken';
    case 'duplicate':
      await push();
      return push();
    default:
      return push();
  }
}

import { condemn } from './burial.ts';
import type { Burial } from './burial.ts';
import { pushInTrouble } from './delivery-faults.ts';
import type { DeliveryFaults } from './delivery-faults.ts';
import type { Delivery } from './delivery.ts';
import type { Probation } from './probation.ts';
import { push } from './push.ts';
import { afterAttempt, isExpired, outcomeName } from './retry.ts';
import type { Outcome } from './retry.ts';

export interface AttemptOptions extends Burial {
  faults: DeliveryFaults;
  health: Probation;
  /** Uniform in [0, 1). */
  random: () => number;
}

/** What came of a batch. `refused` and `broken` say that the endpoint may be away. */
export interface Attempted {
  outcome: Outcome | 'refused' | 'none';
  /** Still to be delivered, or to be buried. */
  owed: Delivery[];
}

/** Tries to deliver what is due, and settles each event by what came of it. */
export async function attempt(
  batch: readonly Delivery[],
  url: string,
  cancelled: AbortSignal,
  options: AttemptOptions,
): Promise<Attempted> {
  const { subscription, clock, faults } = options;
  const live = batch.filter((delivery) => !isExpired(delivery, subscription, clock.now()));
  const owed = batch
    .filter((delivery) => !live.includes(delivery))
    .filter((delivery) => condemn(delivery, 'TimeToLiveExceeded', options) === 'owed');
  if (live.length === 0) return { outcome: 'none', owed };
  const trouble = faults.meet(live, clock.now());
  if (trouble === 'held') return { outcome: 'none', owed: [...owed, ...live] };
  const outcome = await pushInTrouble(trouble, cancelled, () => push(url, live, subscription, clock, cancelled));
  if (cancelled.aborted && outcome === 'broken') return { outcome: 'none', owed: [...owed, ...live] };
  if (outcome === 'refused') return { outcome, owed: [...owed, ...live] }; // which is no attempt
  return { outcome, owed: [...owed, ...live.filter((delivery) => settle(delivery, outcome, options) === 'owed')] };
}

function settle(delivery: Delivery, outcome: Outcome, options: AttemptOptions): 'owed' | 'gone' {
  const { subscription, store, clock, random, health, onNote } = options;
  const now = clock.now();
  delivery.attempts++;
  delivery.lastAttemptAt = now;
  delivery.lastOutcome = outcomeName(outcome);
  const step = afterAttempt(delivery, outcome, subscription, now, random());
  if (step.kind === 'delivered') {
    health.end();
    store.remove(delivery);
    onNote({ kind: 'delivered', delivery });
    return 'gone';
  }
  health.failed(outcome, now);
  if (step.kind === 'dead') return condemn(delivery, step.reason, options);
  delivery.dueAt = step.atMs;
  onNote({ kind: 'retry', delivery });
  return 'owed';
}

import type { Comparison } from '../../domain/comparison.ts';
import type { Rollout } from '../../domain/rollout.ts';
import { compare } from '../../models/comparison.ts';
import type { Services } from '../../ports.ts';
import { labelOutcomes } from './label-outcomes.ts';

/** Green beside blue as of now, with what the guard rails saw last. `undefined` without a candidate. */
export async function readComparison(services: Services, rollout: Rollout): Promise<Comparison | undefined> {
  if (!rollout.blue) return undefined;
  const [counters, labels, last] = await Promise.all([
    services.scores.list(rollout.model),
    labelOutcomes(services, rollout),
    services.scores.readComparison(rollout.model),
  ]);
  return compare({ rollout, counters, labels, guard: last?.item.guard });
}

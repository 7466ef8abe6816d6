import type { ComparisonItem } from '../../domain/comparison.ts';
import type { Rollout } from '../../domain/rollout.ts';
import { compare, sumTallies } from '../../models/comparison.ts';
import { look, newGuard } from '../../models/guard.ts';
import { withdraw } from '../../models/rollout.ts';
import type { Logger, Services } from '../../ports.ts';
import { auditOf } from './change-rollout.ts';
import { labelOutcomes } from './label-outcomes.ts';

/** Right labels come slowly: the timer looks for new ones this often, in ms. */
const labelsMs = 60_000;

/**
 * Sums what all processes counted, bets once more on the guard rails of a canary, and withdraws it when one is crossed. Two timers
 * at once do no harm: the look is fenced, and whoever loses has seen nothing.
 */
export async function watchRollout(services: Services, rollout: Rollout, log: Logger): Promise<void> {
  if (!rollout.blue) return;
  const [counters, last] = await Promise.all([
    services.scores.list(rollout.model),
    services.scores.readComparison(rollout.model),
  ]);
  const before = last?.item.guard?.generation === rollout.generation ? last.item.guard : newGuard(rollout.generation);
  const guard =
    rollout.blue.mode === 'canary'
      ? look(before, sumTallies(rollout, counters, 'green'), sumTallies(rollout, counters, 'blue'))
      : undefined;
  const { labels, labelsAt } = await labelsOf(services, rollout, last?.item);
  const comparison = compare({ rollout, counters, labels, guard });
  const item: ComparisonItem = {
    ...{ schema: 1, id: 'comparison', type: 'comparison', model: rollout.model, comparison },
    ...(guard && { guard }),
    ...{ labelsAt, at: services.now().toISOString() },
  };
  if ((await services.scores.commitComparison(item, last?.etag)) === 'conflict') return;
  if (guard?.violated) await withdrawGuarded(services, rollout, item, log);
}

/** The labels of the last look, as long as it was about the same versions and is young. */
async function labelsOf(services: Services, rollout: Rollout, last: ComparisonItem | undefined) {
  const now = services.now();
  const same =
    last?.comparison.green.modelVersion === rollout.green.modelVersion &&
    last.comparison.blue.modelVersion === rollout.blue?.modelVersion;
  if (same && now.getTime() - Date.parse(last.labelsAt) < labelsMs)
    return { labels: last.comparison.labels, labelsAt: last.labelsAt };
  return { labels: await labelOutcomes(services, rollout), labelsAt: now.toISOString() };
}

/** What a person would do, at once. When the rollout was changed meanwhile, the next look decides anew. */
async function withdrawGuarded(services: Services, rollout: Rollout, { comparison }: ComparisonItem, log: Logger) {
  const { model, generation, blue } = rollout;
  const stored = await services.rollouts.read(model);
  if (!stored || stored.item.generation !== generation || stored.item.blue?.modelVersion !== blue?.modelVersion) return;
  const after = { ...withdraw(stored.item), updatedAt: services.now().toISOString() };
  const why = comparison.decision.says;
  const audit = auditOf(services, {
    ...{ before: stored.item, rollout: after, change: { action: 'guard', why }, by: 'guard', evidence: comparison },
  });
  if ((await services.rollouts.commit({ rollout: after, etag: stored.etag, audit })) === 'conflict') return;
  const { violated } = comparison.guard ?? {};
  log.error({ event: 'canary.withdrawn', model, modelVersion: blue?.modelVersion, generation, violated, why });
}

import type { Comparison, Guard, LabelTally, SlotFigures } from '../domain/comparison.ts';
import type { Counters, PairTally, Tally } from '../domain/counters.ts';
import type { Rollout, Slot } from '../domain/rollout.ts';
import { decide } from './decision.ts';
import { latencyQuantile, noLatencies } from './latency.ts';
import { versionIn } from './slot.ts';

/** What a comparison is made of. */
export interface Seen {
  /** With a candidate. */
  readonly rollout: Rollout;
  /** Of all processes and generations. */
  readonly counters: readonly Counters[];
  readonly labels: LabelTally;
  readonly guard?: Guard | undefined;
}

/**
 * Green beside blue. What each did counts in this generation; what both said of the same instances counts whenever these two
 * versions were compared, as it answers the same question.
 */
export function compare({ rollout, counters, labels, guard }: Seen): Comparison {
  const pairs = sumPairs(rollout, counters);
  const tallies = { green: sumTallies(rollout, counters, 'green'), blue: sumTallies(rollout, counters, 'blue') };
  const ownErrors = rollout.blue?.mode === 'canary' ? tallies.blue.errors : 0;
  const kept = guard?.generation === rollout.generation ? guard : undefined;
  return {
    model: rollout.model,
    generation: rollout.generation,
    green: figuresOf(tallies.green),
    blue: figuresOf(tallies.blue),
    pairs,
    ...(pairs.rows > 0 && { agreement: pairs.agreed / pairs.rows }),
    labels,
    ...(kept && { guard: { evidence: kept.evidence, violated: kept.violated } }),
    decision: decide({ labels, answered: pairs.rows, failed: pairs.failed + ownErrors, guard: kept }),
  };
}

/** What a slot's version did in this generation, on all instances of the app. */
export function sumTallies(rollout: Rollout, counters: readonly Counters[], slot: Slot): Tally {
  const modelVersion = versionIn(rollout, slot);
  const sum: Tally = {
    ...{ slot, modelVersion, requests: 0, errors: 0, rows: 0, confidence: 0 },
    latency: noLatencies(),
    labels: {},
  };
  for (const { generation, tallies } of counters) {
    if (generation !== rollout.generation) continue;
    for (const tally of tallies) if (tally.slot === slot && tally.modelVersion === modelVersion) add(sum, tally);
  }
  return sum;
}

function add(sum: Tally, tally: Tally): void {
  sum.requests += tally.requests;
  sum.errors += tally.errors;
  sum.rows += tally.rows;
  sum.confidence += tally.confidence;
  sum.latency = sum.latency.map((count, bucket) => count + (tally.latency[bucket] ?? 0));
  for (const [label, count] of Object.entries(tally.labels)) sum.labels[label] = (sum.labels[label] ?? 0) + count;
}

function sumPairs(rollout: Rollout, counters: readonly Counters[]): Comparison['pairs'] {
  const [green, blue] = [versionIn(rollout, 'green'), versionIn(rollout, 'blue')];
  const pairs = counters.flatMap((one) => one.pairs.filter((pair) => pair.green === green && pair.blue === blue));
  const changed = new Map<string, PairTally['changed'][number]>();
  for (const change of pairs.flatMap((pair) => pair.changed)) {
    const key = JSON.stringify([change.green, change.blue]);
    changed.set(key, { ...change, rows: change.rows + (changed.get(key)?.rows ?? 0) });
  }
  const sum = (field: 'rows' | 'agreed' | 'confidence' | 'failed' | 'dropped') =>
    pairs.reduce((total, pair) => total + pair[field], 0);
  return {
    ...{ rows: sum('rows'), agreed: sum('agreed'), confidence: sum('confidence') },
    changed: [...changed.values()].sort((a, b) => b.rows - a.rows),
    ...{ failed: sum('failed'), dropped: sum('dropped') },
  };
}

function figuresOf({ modelVersion, requests, errors, rows, confidence, latency, labels }: Tally): SlotFigures {
  const quantile = (share: number) => latencyQuantile(latency, share);
  return {
    ...{ modelVersion, requests, errors, rows },
    ...(rows > 0 && { confidence: confidence / rows }),
    ...{ p50Ms: quantile(0.5), p95Ms: quantile(0.95), p99Ms: quantile(0.99) },
    labels,
  };
}

import type { Counters, PairTally, Tally } from '../../domain/counters.ts';
import type { Pairs, Served } from '../../domain/served.ts';
import { latencyBucket, noLatencies } from '../../models/latency.ts';

type Changes = Map<string, PairTally['changed'][number]>;

/** What is counted of one model in one generation. */
export interface Count {
  readonly model: string;
  readonly generation: number;
  readonly tallies: Map<string, Tally>;
  readonly pairs: Map<string, { tally: Omit<PairTally, 'changed'>; changes: Changes }>;
  /** Whether something was counted that no item says yet. */
  isNew: boolean;
}

/** Labels beyond so many, or pairs of them, are counted as one: what a model may answer is bounded by its manifest, not here. */
const mostKeys = 1000;

/** The counts of this process. */
export function tallies() {
  const counts = new Map<string, Count>();
  const countOf = (model: string, generation: number): Count => {
    const key = `${model}\n${String(generation)}`;
    const known = counts.get(key);
    if (known) return known;
    const count: Count = { model, generation, tallies: new Map(), pairs: new Map(), isNew: true };
    counts.set(key, count);
    return count;
  };
  return {
    counts: () => [...counts.values()],
    note(served: Served) {
      const count = countOf(served.model, served.generation);
      addServed(tallyOf(count, served), served);
      count.isNew = true;
    },
    notePairs(pairs: Pairs) {
      const count = countOf(pairs.model, pairs.generation);
      addPairs(count, pairs);
      count.isNew = true;
    },
  };
}

/** As it is stored: a picture of the count now. */
export function countersOf(count: Count, instance: string, now: Date): Counters {
  const { model, generation } = count;
  return {
    ...{ schema: 1, id: `counters:${instance}:${String(generation)}`, type: 'counters', model, generation, instance },
    tallies: [...count.tallies.values()].map((tally) => structuredClone(tally)),
    pairs: [...count.pairs.values()].map(({ tally, changes }) =>
      structuredClone({ ...tally, changed: [...changes.values()] }),
    ),
    updatedAt: now.toISOString(),
  };
}

function tallyOf({ tallies }: Count, { slot, modelVersion }: Served): Tally {
  const key = slot + modelVersion;
  const known = tallies.get(key);
  if (known) return known;
  const made: Tally = {
    ...{ slot, modelVersion, requests: 0, errors: 0, rows: 0, confidence: 0 },
    latency: noLatencies(),
    labels: {},
  };
  tallies.set(key, made);
  return made;
}

function addServed(tally: Tally, { answers, latencyMs, isFailed }: Served): void {
  tally.requests += 1;
  if (isFailed) {
    tally.errors += 1;
    return;
  }
  const bucket = latencyBucket(latencyMs);
  tally.latency[bucket] = (tally.latency[bucket] ?? 0) + 1;
  for (const { label, confidence } of answers) {
    tally.rows += 1;
    tally.confidence += confidence;
    tally.labels[label] = (tally.labels[label] ?? 0) + 1;
  }
}

function addPairs({ pairs }: Count, { green, blue, answers, failed = 0, dropped = 0 }: Pairs): void {
  const key = `${green}\n${blue}`;
  const fresh = { green, blue, rows: 0, agreed: 0, confidence: 0, failed: 0, dropped: 0 };
  const { tally, changes } = pairs.get(key) ?? { tally: fresh, changes: new Map() as Changes };
  pairs.set(key, { tally, changes });
  tally.failed += failed;
  tally.dropped += dropped;
  for (const said of answers) {
    tally.rows += 1;
    tally.confidence += said.blue.confidence - said.green.confidence;
    if (said.green.label === said.blue.label) tally.agreed += 1;
    else addChange(changes, said.green.label, said.blue.label);
  }
}

function addChange(changes: Changes, green: string, blue: string): void {
  const key = JSON.stringify([green, blue]);
  const known = changes.get(key);
  if (known) known.rows += 1;
  else if (changes.size < mostKeys) changes.set(key, { green, blue, rows: 1 });
}

import { z } from 'zod';
import { ModelName, ModelVersion } from './manifest.ts';
import { Slot } from './rollout.ts';

const count = z.int().min(0);

/** What one model version did in one slot. In shadow, blue's is what it did unseen. */
export const Tally = z.object({
  slot: Slot,
  modelVersion: ModelVersion,
  requests: count,
  /** Requests that failed through the server's fault. */
  errors: count,
  /** Instances that were answered, and the sum of the confidence (0–1 each). */
  rows: count,
  confidence: z.number(),
  /** Answered requests by latency; see `models/latency.ts`. */
  latency: z.array(count),
  /** Instances by the label that they got. */
  labels: z.record(z.string(), count),
});
export type Tally = z.infer<typeof Tally>;

/** What two versions said of the same instances. */
export const PairTally = z.object({
  green: ModelVersion,
  blue: ModelVersion,
  rows: count,
  /** Instances that got the same label from both. */
  agreed: count,
  /** Sum of blue's confidence less green's. */
  confidence: z.number(),
  changed: z.array(z.object({ green: z.string(), blue: z.string(), rows: count })),
  /** Instances that blue, asked unseen, could not answer; and those that the version that did not serve was never asked about. */
  failed: count,
  dropped: count,
});
export type PairTally = z.infer<typeof PairTally>;

/**
 * What one process counted of a model in one generation, since it began. Only that process writes the item, so nothing is
 * counted twice. Container `models`, id `counters:<instance>:<generation>`.
 */
export const Counters = z.object({
  schema: z.literal(1),
  id: z.string(),
  type: z.literal('counters'),
  model: ModelName,
  generation: z.int().min(1),
  instance: z.string(),
  tallies: z.array(Tally),
  pairs: z.array(PairTally),
  updatedAt: z.iso.datetime(),
  /** Seconds until Cosmos DB erases it. */
  ttl: z.int().optional(),
});
export type Counters = z.infer<typeof Counters>;

import { z } from 'zod';
import { PairTally } from './counters.ts';
import { ModelName, ModelVersion } from './manifest.ts';

const count = z.int().min(0);

/** What the rule says of a candidate: take it, keep what serves, or wait. */
const Verdict = z.enum(['accept', 'keep', 'not enough data']);

/** What a verdict rests on. `budget`: all labels that a comparison may use up did not suffice for an acceptance. */
const Basis = z.enum(['better', 'not worse', 'worse', 'budget', 'errors', 'latency', 'failing', 'labels']);

/** What the rule found, with the figures that it went by; see docs/rollout.md. */
export const Decision = z.object({
  verdict: Verdict,
  basis: Basis,
  /** For people: one sentence with the figures. */
  says: z.string(),
  /** Evidence (an e-value each) that blue is better, that it is worse, that it is at most `margin` worse. */
  evidence: z.object({ better: z.number(), worse: z.number(), notWorse: z.number() }),
});
export type Decision = z.infer<typeof Decision>;

/** How two versions did on the instances whose right label is known. */
export const LabelTally = z.object({
  bothRight: count,
  onlyGreen: count,
  onlyBlue: count,
  bothWrong: count,
});
export type LabelTally = z.infer<typeof LabelTally>;

/** What the guard rails of a canary have seen so far: what they need to go on, and how strong the evidence is. */
export const Guard = z.object({
  generation: z.int().min(1),
  /** Of both slots up to the last look: requests, errors, and answers slower than each limit. */
  seen: z.object({ green: z.array(count), blue: z.array(count) }),
  /** Logarithm of the wealth of each bet, by what is bet on: errors, then each limit. */
  wealth: z.array(z.array(z.number())),
  /** E-values: 1 says nothing. */
  evidence: z.object({ errors: z.number(), latency: z.number() }),
  violated: z.enum(['errors', 'latency']).optional(),
});
export type Guard = z.infer<typeof Guard>;

/** What a version did in a slot, for people. */
export const SlotFigures = z.object({
  modelVersion: ModelVersion,
  requests: count,
  errors: count,
  rows: count,
  confidence: z.number().optional(),
  p50Ms: z.number().optional(),
  p95Ms: z.number().optional(),
  p99Ms: z.number().optional(),
  labels: z.record(z.string(), count),
});
export type SlotFigures = z.infer<typeof SlotFigures>;

/** Green beside blue, on the same documents and requests. */
export const Comparison = z.object({
  model: ModelName,
  generation: z.int().min(1),
  green: SlotFigures,
  blue: SlotFigures,
  pairs: PairTally.omit({ green: true, blue: true }),
  /** Share of the pairs with the same label; absent when there are none. */
  agreement: z.number().optional(),
  labels: LabelTally,
  guard: Guard.pick({ evidence: true, violated: true }).optional(),
  decision: Decision,
});
export type Comparison = z.infer<typeof Comparison>;

/** The last look of the timer. One per model, container `models`, id `comparison`; fenced, so that no look counts twice. */
export const ComparisonItem = z.object({
  schema: z.literal(1),
  id: z.literal('comparison'),
  type: z.literal('comparison'),
  model: ModelName,
  comparison: Comparison,
  guard: Guard.optional(),
  /** When the labels were looked at. */
  labelsAt: z.iso.datetime(),
  at: z.iso.datetime(),
});
export type ComparisonItem = z.infer<typeof ComparisonItem>;

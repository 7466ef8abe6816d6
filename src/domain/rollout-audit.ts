import { z } from 'zod';
import { Comparison } from './comparison.ts';
import { ModelName } from './manifest.ts';
import { ReleaseDigest, Rollout, RolloutAction } from './rollout.ts';

const InSlots = Rollout.pick({ generation: true, green: true, blue: true });

/** Who changed a rollout: when, from, to, why, and what it was decided on. Container `models`. */
export const RolloutAudit = z.object({
  schema: z.literal(1),
  id: z.string(),
  type: z.literal('audit'),
  model: ModelName,
  /** `seed`: the first start of a system; `guard`: a guard rail withdrew a canary. */
  action: z.enum([...RolloutAction.options, 'seed', 'guard']),
  by: z.string(),
  at: z.iso.datetime(),
  from: InSlots.optional(),
  to: InSlots,
  why: z.string().optional(),
  /** Promoted against the rule. */
  isForced: z.boolean().optional(),
  /** Of the release that did it. */
  releaseDigest: ReleaseDigest.optional(),
  /** The comparison at that moment, where there was a candidate, and the SHA-256 of its JSON, hexadecimal. */
  evidence: Comparison.optional(),
  evidenceDigest: z.string().optional(),
});
export type RolloutAudit = z.infer<typeof RolloutAudit>;

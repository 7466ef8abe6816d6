import { z } from 'zod';
import { ModelName, ModelVersion } from './manifest.ts';

export const Slot = z.enum(['green', 'blue']);
export type Slot = z.infer<typeof Slot>;

/** Of the evidence that a release goes by (`evidence.json`): SHA-256, hexadecimal. */
export const ReleaseDigest = z.string().regex(/^[0-9a-f]{64}$/, 'A SHA-256 in hexadecimal');

/** Which model version is in which slot, and blue's share. One per model, container `models`, id `rollout`. */
export const Rollout = z.object({
  schema: z.literal(1),
  id: z.literal('rollout'),
  type: z.literal('rollout'),
  model: ModelName,
  /** Rises at canary start, promote and roll back, never on a shift. */
  generation: z.int().min(1),
  green: z.object({ modelVersion: ModelVersion }),
  /** The candidate. In shadow it scores and nobody sees it; as canary it serves `share` of the traffic (0–1). */
  blue: z
    .object({
      modelVersion: ModelVersion,
      mode: z.enum(['shadow', 'canary']),
      share: z.number().min(0).max(1),
      since: z.iso.datetime(),
      /** Of the release that staged it: only that release promotes it. Absent when a person did. */
      releaseDigest: ReleaseDigest.optional(),
    })
    .optional(),
  /** What was green before, latest first: what a roll back goes to. */
  earlier: z.array(ModelVersion).optional(),
  /** What was rolled back from, latest first: it can be redeployed, but no roll back goes there. */
  rolledBack: z.array(ModelVersion).optional(),
  updatedAt: z.iso.datetime(),
});
export type Rollout = z.infer<typeof Rollout>;

export const RolloutAction = z.enum(['shadow', 'canary', 'shift', 'promote', 'withdraw', 'rollback', 'redeploy']);
export type RolloutAction = z.infer<typeof RolloutAction>;

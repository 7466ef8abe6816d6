import { z } from 'zod';

/** Which model version is in which slot. One per model, container `models`, id `rollout`. */
export const Rollout = z.object({
  schema: z.literal(1),
  id: z.literal('rollout'),
  type: z.literal('rollout'),
  model: z.string(),
  /** Rises at canary start, promote and roll back, never on a shift. */
  generation: z.int().min(1),
  green: z.object({ modelVersion: z.string() }),
  updatedAt: z.iso.datetime(),
});
export type Rollout = z.infer<typeof Rollout>;

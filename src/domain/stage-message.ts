import { z } from 'zod';
import { RunKey } from './run-key.ts';

/** What travels through a stage's queue: which run, never what to do. */
export const StageMessage = RunKey.extend({
  schema: z.literal(1),
  traceparent: z.string(),
  /** The epoch of a claim whose holder could not reach the store any more, and has let go of it. */
  letGo: z.int().min(1).optional(),
});
export type StageMessage = z.infer<typeof StageMessage>;

/** A message of newer code, which goes back to the queue as it is. */
export type NewerMessage = Readonly<Record<string, unknown>> & { readonly schema: number };

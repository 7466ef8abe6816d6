import { z } from 'zod';
import { PinnedModel } from './job.ts';
import { Answer } from './prediction.ts';
import { RunKey } from './run-key.ts';

/** What was asked and answered, over HTTP or from the hub; for 7 days, in container `requests`. Feedback names it. */
export const Recorded = z.object({
  schema: z.literal(1),
  id: z.literal('recorded'),
  type: z.literal('recorded'),
  requestId: z.string(),
  /** The named values, in the order of `predictions`. */
  instances: z.array(z.unknown()).optional(),
  /** Or the run whose features were scored. */
  document: RunKey.optional(),
  predictions: z.array(z.object({ ...PinnedModel.shape, ...Answer.shape })),
  createdAt: z.iso.datetime(),
});
export type Recorded = z.infer<typeof Recorded>;

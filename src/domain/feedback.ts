import { z } from 'zod';
import { correctedShape } from './correction.ts';

/** The right answer to a recorded prediction. Container `requests`. */
export const Feedback = z.object({
  ...correctedShape,
  schema: z.literal(1),
  /** `feedback:` and the prediction's index. */
  id: z.string(),
  type: z.literal('feedback'),
  requestId: z.string(),
  index: z.int().min(0),
});
export type Feedback = z.infer<typeof Feedback>;

import { z } from 'zod';
import { PinnedModel } from './job.ts';
import { RunKey } from './run-key.ts';

/** What a model answers: a label, and a probability for each label (0–1, they add up to 1). */
export const Answer = z.object({
  label: z.string(),
  confidence: z.number().min(0).max(1),
  probabilities: z.record(z.string(), z.number()),
});
export type Answer = z.infer<typeof Answer>;

/** What one pinned model said about a document. */
export type ModelAnswer = PinnedModel & Answer;

/** A model's answer about one run, as stored. */
export const Prediction = z.object({
  ...RunKey.shape,
  ...PinnedModel.shape,
  ...Answer.shape,
  schema: z.literal(1),
  id: z.string(),
  type: z.literal('prediction'),
  createdAt: z.iso.datetime(),
});
export type Prediction = z.infer<typeof Prediction>;

import { z } from 'zod';
import { PinnedModel } from './job.ts';
import { RunKey } from './run-key.ts';

/** Longest note of a person, in characters. */
export const noteLimit = 1000;

/** What a person said was right, and when. */
const Said = z.object({
  label: z.string(),
  note: z.string().max(noteLimit).optional(),
  by: z.string(),
  at: z.iso.datetime(),
});

/** What corrections and feedback have in common: what a model said, and what is right. */
export const correctedShape = {
  ...PinnedModel.shape,
  ...Said.shape,
  /** What the model answered. The same label confirms it. */
  predicted: z.string(),
  /** Rises with each change. */
  revision: z.int().min(1),
  /** What was said before, latest first: nothing is lost. */
  earlier: z.array(Said),
  /** When the sweep makes labelled data of it; absent once that is done. */
  dueAt: z.iso.datetime().optional(),
};

/** The right answer to a model's prediction of a document: one for each version and model. Container `documents`. */
export const Correction = z.object({
  ...RunKey.shape,
  ...correctedShape,
  schema: z.literal(1),
  id: z.string(),
  type: z.literal('correction'),
});
export type Correction = z.infer<typeof Correction>;

import { z } from 'zod';
import { RunKey } from './run-key.ts';

/** Artifact `features-<preprocessVersion>.json`: what models read of a document. Holds no model's numbers. */
export const Features = RunKey.extend({
  schema: z.literal(1),
  preprocessVersion: z.int().min(1),
  /** All pages' text in reading order. */
  text: z.string(),
  /** Stemmed lower-case words without stop words, in reading order. */
  tokens: z.array(z.string().min(1)),
});
export type Features = z.infer<typeof Features>;

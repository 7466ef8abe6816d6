import { z } from 'zod';
import { ModelName, ModelVersion } from './manifest.ts';
import { Answer } from './prediction.ts';

const Said = Answer.omit({ probabilities: true });

/** A document whose answer would be another. `before` is absent where the model has not read it so far. */
export const ReplayedChange = z.object({
  documentId: z.string(),
  name: z.string(),
  before: Said.extend({ modelVersion: ModelVersion }).optional(),
  after: Said,
});
export type ReplayedChange = z.infer<typeof ReplayedChange>;

/** What a model version would say of documents whose features are stored. Nothing is changed by it. */
export const ModelReplay = z.object({
  model: ModelName,
  modelVersion: ModelVersion,
  /** Documents that the version read, and those whose features are gone. */
  scored: z.int().min(0),
  skipped: z.int().min(0),
  changed: z.array(ReplayedChange),
  /** Pass it as `?next=` to go on with older documents; absent at the end. */
  next: z.string().optional(),
});
export type ModelReplay = z.infer<typeof ModelReplay>;

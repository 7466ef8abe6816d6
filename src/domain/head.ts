import { z } from 'zod';
import { JobState, Reason, Stage } from './job.ts';
import { RunKey } from './run-key.ts';

/** What a document is now: its current version and run, and how far that has come. One per document, id `head`. */
export const Head = RunKey.extend({
  schema: z.literal(1),
  id: z.literal('head'),
  type: z.literal('head'),
  container: z.string(),
  name: z.string(),
  contentType: z.string(),
  sizeBytes: z.int().min(0),
  /** Event Grid's, lower case, left-padded to 64; absent for blobs found by listing. */
  sequencer: z.string().length(64).optional(),
  /** Rises when the name is used again after a deletion; absent in the first life. */
  life: z.int().min(1).optional(),
  state: JobState,
  stage: Stage,
  pages: z.int().optional(),
  reason: Reason.optional(),
  /** What `document-type` answered. */
  answer: z
    .object({ model: z.string(), modelVersion: z.string(), label: z.string(), confidence: z.number() })
    .optional(),
  /** When the document was first seen. */
  createdAt: z.iso.datetime(),
  /** Of the current run. */
  runCreatedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  updatedAt: z.iso.datetime(),
});
export type Head = z.infer<typeof Head>;

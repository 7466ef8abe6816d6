import { z } from 'zod';
import { Head } from './head.ts';
import { Job } from './job.ts';
import { Prediction } from './prediction.ts';

/** A document in a list: what it is now. */
export const DocumentSummary = Head.omit({ schema: true, id: true, type: true, sequencer: true, life: true }).extend({
  /** From the registration of the run to its end, once it has ended. */
  durationMs: z.number().optional(),
});
export type DocumentSummary = z.infer<typeof DocumentSummary>;

export const DocumentList = z.object({
  documents: z.array(DocumentSummary),
  /** Pass it as `?next=` to get the next page; absent on the last. */
  next: z.string().optional(),
});
export type DocumentList = z.infer<typeof DocumentList>;

const PredictionView = Prediction.omit({
  schema: true,
  id: true,
  type: true,
  documentId: true,
  version: true,
  run: true,
});

/** One run of one version, with its stages' times and attempts. */
export const RunView = Job.pick({
  version: true,
  run: true,
  state: true,
  stage: true,
  attempts: true,
  stages: true,
  pages: true,
  models: true,
  reason: true,
  notBefore: true,
  traceparent: true,
  createdAt: true,
  endedAt: true,
}).extend({ predictions: z.array(PredictionView) });
export type RunView = z.infer<typeof RunView>;

/** Everything kept about a document. */
export const DocumentDetail = DocumentSummary.extend({
  /** Of the current version and run. */
  predictions: z.array(PredictionView),
  /** Every run of every version, latest first. */
  runs: z.array(RunView),
});
export type DocumentDetail = z.infer<typeof DocumentDetail>;

/** Answer to an upload. */
export const UploadReceipt = z.object({
  documentId: z.string(),
  version: z.string(),
  name: z.string(),
  sizeBytes: z.int(),
});
export type UploadReceipt = z.infer<typeof UploadReceipt>;

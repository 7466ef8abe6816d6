import { z } from 'zod';
import { Correction, noteLimit } from './correction.ts';
import { Feedback } from './feedback.ts';
import { LabelledRow } from './labelled-row.ts';

const note = z.string().max(noteLimit).optional();

/** `PUT /api/documents/{id}/corrections/{model}`. */
export const CorrectionRequest = z.strictObject({ label: z.string().max(200), note });

/** A correction as it is shown. */
export const CorrectionView = Correction.omit({ schema: true, id: true, type: true, dueAt: true }).extend({
  /** For `If-Match` of the next change. */
  etag: z.string(),
});
export type CorrectionView = z.infer<typeof CorrectionView>;

export const CorrectionList = z.object({ corrections: z.array(CorrectionView) });

/** `POST /api/feedback`: either it was `correct`, or this `label` is. */
export const FeedbackRequest = z
  .strictObject({
    predictionId: z.string().max(300),
    correct: z.literal(true).optional(),
    label: z.string().max(200).optional(),
    note,
  })
  .refine(({ correct, label }) => (correct === undefined) !== (label === undefined), {
    path: ['label'],
    message: 'Either "correct": true, or the right label',
  });
export type FeedbackRequest = z.infer<typeof FeedbackRequest>;

export const FeedbackReceipt = Feedback.pick({
  ...{ model: true, modelVersion: true, slot: true, label: true, predicted: true, revision: true, at: true },
}).extend({ predictionId: z.string() });
export type FeedbackReceipt = z.infer<typeof FeedbackReceipt>;

/** `GET /api/models/{model}/corrections`: rows with their right labels, for training. */
export const LabelledRows = z.object({
  corrections: z.array(LabelledRow.omit({ schema: true, revision: true, model: true })),
  next: z.string().optional(),
});
export type LabelledRows = z.infer<typeof LabelledRows>;

import { z } from 'zod';

/** A row with its right label, made from a correction or from feedback: `training/<model>/<id>.json`. */
export const LabelledRow = z.object({
  schema: z.literal(1),
  /** Of the correction: 26 characters, the same for every change of it. */
  id: z.string().regex(/^[a-z2-7]{26}$/),
  model: z.string(),
  modelVersion: z.string(),
  /** What was answered: `document:<documentId>:<version>:<run>:<model>` or `request:<requestId>:<index>`. */
  subject: z.string(),
  /** What the model read: `{text}` of a document, else the named values. */
  row: z.record(z.string(), z.unknown()),
  /** The right one. */
  label: z.string(),
  /** What the model answered. */
  predicted: z.string(),
  revision: z.int().min(1),
  at: z.iso.datetime(),
});
export type LabelledRow = z.infer<typeof LabelledRow>;

import { z } from 'zod';
import { PinnedModel } from './job.ts';
import { Answer } from './prediction.ts';

/** What the other version said of a recorded request; nobody was told. Container `requests`, id `shadow:<model>`. */
export const RecordedShadow = z.object({
  ...PinnedModel.shape,
  schema: z.literal(1),
  id: z.string(),
  type: z.literal('shadow'),
  requestId: z.string(),
  answers: z.array(Answer),
  createdAt: z.iso.datetime(),
});
export type RecordedShadow = z.infer<typeof RecordedShadow>;

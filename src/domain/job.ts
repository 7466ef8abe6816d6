import { z } from 'zod';
import { RunKey } from './run-key.ts';

export const stages = ['ocr', 'preprocess', 'score'] as const;
export const Stage = z.enum(stages);
export type Stage = z.infer<typeof Stage>;

/** How a run ends. Nothing follows an end, except that an operator can replay what is `dead`. */
export const ends = ['scored', 'rejected', 'superseded', 'cancelled', 'deleted', 'dead'] as const;
export const End = z.enum(ends);
export type End = z.infer<typeof End>;

/** `pending` waits for its message, `running` is claimed. */
export const JobState = z.enum(['pending', 'running', ...ends]);
export type JobState = z.infer<typeof JobState>;

/** Why a run ended or was put back, for a person. */
export const Reason = z.object({ code: z.string(), message: z.string(), next: z.string().optional() });
export type Reason = z.infer<typeof Reason>;

/** A model version in a slot, as chosen at a job's first claim. */
export const PinnedModel = z.object({
  model: z.string(),
  modelVersion: z.string(),
  slot: z.enum(['green', 'blue']),
});
export type PinnedModel = z.infer<typeof PinnedModel>;

const StageProgress = z.object({
  attempts: z.int().min(0),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  /** From the last claim to the commit. */
  durationMs: z.number().optional(),
});

/** The work owed to one run. All times are ISO 8601, UTC. */
export const Job = RunKey.extend({
  schema: z.literal(1),
  id: z.string(),
  type: z.literal('job'),
  container: z.string(),
  name: z.string(),
  contentType: z.string(),
  sizeBytes: z.int().min(0),
  /** Of the document, when the run was registered; absent in the first one. */
  life: z.int().min(1).optional(),
  state: JobState,
  stage: Stage,
  /** Rises with each claim. */
  epoch: z.int().min(0),
  /** Claims of the present stage that were not given back. */
  attempts: z.int().min(0),
  leaseUntil: z.iso.datetime().optional(),
  /** Not to be claimed before this time. */
  notBefore: z.iso.datetime().optional(),
  /** When the sweep takes an interest; absent once the run has ended, unless it is `dead` with a second chance to come. */
  dueAt: z.iso.datetime().optional(),
  /** How often the sweep has sent this stage's message again. */
  revivals: z.int().min(0),
  /** How often the run was `dead` and began anew. */
  replays: z.int().min(0).optional(),
  stages: z.partialRecord(Stage, StageProgress),
  pages: z.int().optional(),
  models: z.array(PinnedModel).optional(),
  reason: Reason.optional(),
  traceparent: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
});
export type Job = z.infer<typeof Job>;

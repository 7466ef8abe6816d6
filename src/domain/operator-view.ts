import { z } from 'zod';
import { DocumentSummary } from './document-view.ts';
import { JobState, Stage } from './job.ts';
import { DocumentId, RunKey } from './run-key.ts';

/** Answer to whatever an operator does to one document. */
export const RunReceipt = RunKey.extend({ name: z.string(), state: JobState });
export type RunReceipt = z.infer<typeof RunReceipt>;

/** Documents that died of the same: same stage, same code, same message but for names and numbers. */
export const DeadCause = z.object({
  /** Names the cause in `?cause=` and in a replay. */
  cause: z.string(),
  stage: Stage,
  code: z.string(),
  /** With `…` for what differs. */
  message: z.string(),
  next: z.string().optional(),
  count: z.int().min(1),
  firstSeen: z.iso.datetime(),
  lastSeen: z.iso.datetime(),
  /** A few of them. */
  sample: z.array(z.object({ documentId: DocumentId, name: z.string(), message: z.string() })),
});
export type DeadCause = z.infer<typeof DeadCause>;

/** `GET /api/dead`: most frequent cause first. */
export const DeadCauses = z.object({
  total: z.int().min(0),
  /** False when there are more dead documents than one answer looks at. */
  isAll: z.boolean(),
  causes: z.array(DeadCause),
});
export type DeadCauses = z.infer<typeof DeadCauses>;

/** `GET /api/dead?cause=`: a page may hold fewer than asked for, or none, while there is a next one. */
export const DeadDocuments = z.object({ documents: z.array(DocumentSummary), next: z.string().optional() });

/** `POST /api/dead/replay`: these, or those of one cause, or all. */
export const ReplayRequest = z.union([
  z.strictObject({ ids: z.array(DocumentId).min(1).max(1000) }),
  z
    .strictObject({
      cause: z.string().optional(),
      all: z.literal(true).optional(),
      /** Only those that died before; a document that dies again is not replayed again by the same order. */
      before: z.iso.datetime().optional(),
    })
    .refine(({ cause, all }) => (cause !== undefined) !== (all === true), 'Name a cause, or say "all": true'),
]);
export type ReplayRequest = z.infer<typeof ReplayRequest>;

export const ReplayReport = z.object({
  replayed: z.int().min(0),
  /** Not dead: nothing was done to them. */
  skipped: z.int().min(0),
  /** Ids that name no document. */
  unknown: z.int().min(0),
  /** Whether the same order, sent again with this `before`, has more to do. */
  more: z.boolean(),
  before: z.iso.datetime(),
});
export type ReplayReport = z.infer<typeof ReplayReport>;

/** `POST /api/backfill`: one page of the container's listing. */
export const BackfillReport = z.object({
  looked: z.int().min(0),
  registered: z.int().min(0),
  /** Pass it as `?next=`; absent when the listing has come to its end. */
  next: z.string().optional(),
});
export type BackfillReport = z.infer<typeof BackfillReport>;

import { z } from 'zod';
import { DocumentId, RunKey } from './run-key.ts';

/** What a person, or the sweep in a person's place, did to a document. */
export const AuditAction = z.enum(['reprocess', 'cancel', 'delete', 'replay', 'erase']);
export type AuditAction = z.infer<typeof AuditAction>;

/** Who did what to a document, and when. Holds ids only, and outlives the document. */
export const Audit = z.object({
  schema: z.literal(1),
  id: z.string(),
  type: z.literal('audit'),
  documentId: DocumentId,
  action: AuditAction,
  /** `user:<object id>`, `app:<client id>`, or `sweep`. */
  by: z.string(),
  at: z.iso.datetime(),
  /** The run that it was done to. */
  of: RunKey.pick({ version: true, run: true }),
});
export type Audit = z.infer<typeof Audit>;

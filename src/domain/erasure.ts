import { z } from 'zod';
import { DocumentId } from './run-key.ts';

/** What a deletion owes: everything of this life of the document, and of those before it, is to be erased. */
export const Erasure = z.object({
  schema: z.literal(1),
  id: z.string(),
  type: z.literal('erasure'),
  documentId: DocumentId,
  life: z.int().min(1),
  /** Not before; by then no worker that began before the deletion is left. */
  dueAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
});
export type Erasure = z.infer<typeof Erasure>;

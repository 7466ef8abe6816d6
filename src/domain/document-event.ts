import { z } from 'zod';
import { PinnedModel, Reason } from './job.ts';
import { Answer } from './prediction.ts';
import { RunKey } from './run-key.ts';

/** The ends that consumers hear of. */
export const EventKind = z.enum(['scored', 'rejected', 'deleted', 'dead']);
export type EventKind = z.infer<typeof EventKind>;

/** What goes to the hub `predictions`: CloudEvents 1.0, JSON, with the distributed tracing extension. */
export const DocumentEvent = z.object({
  specversion: z.literal('1.0'),
  /** SHA-256 of document id, version, run and type, hexadecimal. */
  id: z.string().regex(/^[0-9a-f]{64}$/),
  source: z.literal('docscore'),
  type: z.templateLiteral(['docscore.document.', EventKind, '.v1']),
  subject: z.string(),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  traceparent: z.string(),
  data: RunKey.extend({
    schema: z.literal(1),
    container: z.string(),
    name: z.string(),
    pages: z.int().optional(),
    predictions: z.array(z.object({ ...PinnedModel.shape, ...Answer.shape })),
    reason: Reason.optional(),
  }),
});
export type DocumentEvent = z.infer<typeof DocumentEvent>;

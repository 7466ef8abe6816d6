import { z } from 'zod';
import { PinnedModel } from './job.ts';
import { Answer } from './prediction.ts';
import { RunKey } from './run-key.ts';

/** What goes to the hub `predictions` for a request that came through the hub `requests`: CloudEvents 1.0, JSON. */
export const RequestEvent = z.object({
  specversion: z.literal('1.0'),
  /** SHA-256 of request id and `scored`, hexadecimal. */
  id: z.string().regex(/^[0-9a-f]{64}$/),
  source: z.literal('docscore'),
  type: z.literal('docscore.request.scored.v1'),
  /** The request's id. */
  subject: z.string(),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  traceparent: z.string(),
  data: z.object({
    schema: z.literal(1),
    requestId: z.string(),
    /** The run whose features were scored. */
    document: RunKey.optional(),
    /** One for each instance, in their order; of a document one for each model. */
    predictions: z.array(z.object({ ...PinnedModel.shape, ...Answer.shape })),
  }),
});
export type RequestEvent = z.infer<typeof RequestEvent>;

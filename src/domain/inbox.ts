import { z } from 'zod';
import { Reason } from './job.ts';
import { ScoreRequest } from './request.ts';

/** A request from the hub, written before anything else is done with it. Container `requests`, one per request id. */
export const Inbox = z.object({
  schema: z.literal(1),
  id: z.literal('inbox'),
  type: z.literal('inbox'),
  requestId: z.string(),
  /** SHA-256 of the message, hexadecimal: tells a message that came again from another one with the same id. */
  digest: z.string(),
  /** Until the request has ended. */
  message: ScoreRequest.optional(),
  /** `running` until `dueAt` is somebody's; `pending` waits for the sweep. */
  state: z.enum(['pending', 'running', 'scored', 'dead']),
  /** Claims that were not given back. */
  attempts: z.int().min(0),
  /** When the sweep takes it up; absent once the request has ended. */
  dueAt: z.iso.datetime().optional(),
  reason: Reason.optional(),
  traceparent: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** −1: as long as it is owed an answer, Cosmos DB does not erase it. */
  ttl: z.literal(-1).optional(),
});
export type Inbox = z.infer<typeof Inbox>;

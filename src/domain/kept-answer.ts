import { z } from 'zod';

/**
 * What an `Idempotency-Key` was used for: the request that is being worked on, or its answer. Container `requests`, id `answer`;
 * expires after 7 days, as all there does.
 */
export const KeptAnswer = z.object({
  schema: z.literal(1),
  id: z.literal('answer'),
  type: z.literal('answer'),
  /** SHA-256 of caller, route and key, hexadecimal. */
  requestId: z.string(),
  /** SHA-256 of method, path and query, hexadecimal. */
  target: z.string(),
  createdAt: z.iso.datetime(),
  /** Until then whoever works on it is taken to be alive. */
  leaseUntil: z.iso.datetime(),
  /** Absent while it is being worked on. */
  answer: z
    .object({
      status: z.int(),
      headers: z.record(z.string(), z.string()),
      body: z.string().optional(),
      /** SHA-256 of the body of the request, hexadecimal. */
      digest: z.string(),
    })
    .optional(),
});
export type KeptAnswer = z.infer<typeof KeptAnswer>;

import { z } from 'zod';

/** First 26 base32 characters (RFC 4648, lower case) of a SHA-256: 130 bits. */
export const DocumentId = z.string().regex(/^[a-z2-7]{26}$/);

/** Names one processing of one version of a document. */
export const RunKey = z.object({
  documentId: DocumentId,
  /** The blob's eTag without quotes and `W/`. */
  version: z.string().min(1).max(100),
  run: z.int().min(1),
});
export type RunKey = z.infer<typeof RunKey>;

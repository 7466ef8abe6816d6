import { z } from 'zod';

/** What docscore reads of an Event Grid storage event (Event Grid schema). The event is a hint; its `url` is never fetched. */
export const BlobEvent = z.object({
  id: z.string(),
  eventType: z.enum(['Microsoft.Storage.BlobCreated', 'Microsoft.Storage.BlobDeleted']),
  subject: z.string(),
  data: z.object({
    sequencer: z
      .string()
      .regex(/^[0-9a-fA-F]{1,64}$/)
      .optional(),
  }),
});
export type BlobEvent = z.infer<typeof BlobEvent>;

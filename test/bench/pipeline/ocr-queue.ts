import { QueueServiceClient } from '@azure/storage-queue';
import type { System } from '../../e2e/system.ts';

/** How many messages queue `ocr` holds, those under way included. */
export function ocrQueue({ connectionStrings }: System): () => Promise<number> {
  const queue = QueueServiceClient.fromConnectionString(connectionStrings.Storage).getQueueClient('ocr');
  return async () => (await queue.getProperties()).approximateMessagesCount ?? 0;
}

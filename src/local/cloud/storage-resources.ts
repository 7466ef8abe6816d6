import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import type { Resources } from './resources.ts';

/** Makes the blob containers and queues that are not there yet. */
export async function createStorageResources(connectionString: string, resources: Resources): Promise<void> {
  const blobs = BlobServiceClient.fromConnectionString(connectionString);
  const queues = QueueServiceClient.fromConnectionString(connectionString);
  await Promise.all([
    ...resources.blobContainers.map((name) => blobs.getContainerClient(name).createIfNotExists()),
    ...resources.queues.map((name) => queues.getQueueClient(name).createIfNotExists()),
  ]);
}

/** @returns what stores an undeliverable event as a JSON blob. Tries once: Event Grid has retries of its own. */
export function deadLetterWriter(connectionString: () => string) {
  return async (container: string, blobName: string, json: string): Promise<void> => {
    const blob = BlobServiceClient.fromConnectionString(connectionString(), { retryOptions: { maxTries: 1 } })
      .getContainerClient(container)
      .getBlockBlobClient(blobName);
    await blob.upload(json, Buffer.byteLength(json), { blobHTTPHeaders: { blobContentType: 'application/json' } });
  };
}

import type { ContainerClient } from '@azure/storage-blob';
import { storageCall } from './storage-errors.ts';

/** Longest answer to one listing. Source: learn.microsoft.com/rest/api/storageservices/list-blobs */
const pageSize = 5000;

/** The names of all blobs that begin so. */
export async function listNames(container: ContainerClient, prefix: string, limit = Infinity): Promise<string[]> {
  const names: string[] = [];
  const pages = container.listBlobsFlat({ prefix }).byPage({ maxPageSize: Math.min(limit, pageSize) });
  return await storageCall(async () => {
    for await (const page of pages) {
      names.push(...page.segment.blobItems.map(({ name }) => name));
      if (names.length >= limit) break;
    }
    return names;
  });
}

/** Erases all blobs that begin so. */
export async function eraseBlobs(container: ContainerClient, prefix: string): Promise<void> {
  for (const name of await listNames(container, prefix)) await eraseBlob(container, name);
}

/** Erases a blob, if it is there. */
export async function eraseBlob(container: ContainerClient, name: string): Promise<void> {
  await storageCall(() => container.getBlobClient(name).deleteIfExists({ deleteSnapshots: 'include' }));
}

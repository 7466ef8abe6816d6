import { buffer } from 'node:stream/consumers';
import type { ContainerClient } from '@azure/storage-blob';
import { statusOf, storageCall } from './storage-errors.ts';

/** Writes a blob that nobody ever overwrites. */
export async function createBlob(
  container: ContainerClient,
  name: string,
  content: string | Uint8Array,
  blobContentType: string,
): Promise<'created' | 'exists'> {
  const body = typeof content === 'string' ? Buffer.from(content) : content;
  try {
    const options = { conditions: { ifNoneMatch: '*' }, blobHTTPHeaders: { blobContentType } };
    await storageCall(() => container.getBlockBlobClient(name).upload(body, body.length, options));
    return 'created';
  } catch (error) {
    if (statusOf(error) === 409 || statusOf(error) === 412) return 'exists';
    throw error;
  }
}

/** A whole blob, or `undefined` when there is none. In one call: `downloadToBuffer` would ask for its size first. */
export async function readBlob(container: ContainerClient, name: string): Promise<Buffer | undefined> {
  try {
    return await storageCall(async () => {
      const { readableStreamBody } = await container.getBlobClient(name).download();
      if (!readableStreamBody) throw new Error('The storage SDK gave no stream');
      return await buffer(readableStreamBody);
    });
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ContainerClient } from '@azure/storage-blob';
import { AppError } from '../domain/errors.ts';
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

/**
 * A whole blob, or `undefined` when there is none. In one call: `downloadToBuffer` would ask for its size first.
 *
 * @throws AppError `too-large` for a blob over `limitBytes`, before it is read.
 */
export async function readBlob(
  container: ContainerClient,
  name: string,
  limitBytes = Infinity,
): Promise<Buffer | undefined> {
  try {
    return await storageCall(async () => {
      const { readableStreamBody, contentLength = 0 } = await container.getBlobClient(name).download();
      if (contentLength > limitBytes) {
        (readableStreamBody as Readable | undefined)?.destroy();
        throw new AppError('too-large', `${name} has ${contentLength} bytes; the limit is ${limitBytes}`);
      }
      if (!readableStreamBody) throw new Error('The storage SDK gave no stream');
      return await buffer(readableStreamBody);
    });
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

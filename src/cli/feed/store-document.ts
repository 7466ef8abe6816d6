import type { ContainerClient } from '@azure/storage-blob';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { versionOf } from '../../domain/version.ts';
import type { FoundDocument } from './found-document.ts';
import { contentTypeOf } from './content-type.ts';

/**
 * Writes a file to container `documents`, unless a blob of that name has the same bytes already.
 *
 * @param onSent Called with 0–1 on the way.
 * @returns The version that is there now, and whether it was there before.
 */
export async function storeDocument(
  container: ContainerClient,
  { name, path }: FoundDocument,
  onSent: (part: number) => void,
): Promise<{ version: string; kept: boolean }> {
  const blob = container.getBlockBlobClient(name);
  const [md5, { size }, stored] = await Promise.all([md5Of(path), stat(path), propertiesOf(blob)]);
  if (stored?.etag !== undefined && stored.contentMD5 && md5.equals(stored.contentMD5)) {
    return { version: versionOf(stored.etag), kept: true };
  }
  const { etag = '' } = await blob.uploadFile(path, {
    // Storage computes no digest for a blob that arrives in blocks; with ours, the next start can compare.
    blobHTTPHeaders: { blobContentType: contentTypeOf(name), blobContentMD5: md5 },
    onProgress: ({ loadedBytes }) => onSent(size === 0 ? 1 : loadedBytes / size),
  });
  return { version: versionOf(etag), kept: false };
}

async function propertiesOf(blob: ReturnType<ContainerClient['getBlockBlobClient']>) {
  try {
    return await blob.getProperties();
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 404) return undefined;
    throw error;
  }
}

async function md5Of(path: string): Promise<Buffer> {
  const hash = createHash('md5');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest();
}

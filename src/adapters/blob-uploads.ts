import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ContainerClient } from '@azure/storage-blob';
import { AppError } from '../domain/errors.ts';
import { tooLarge, type Upload } from '../domain/upload.ts';
import { versionOf } from '../domain/version.ts';
import type { LocalFile, UploadStore } from '../ports.ts';
import { eraseBlob } from './blob-erase.ts';
import { statusOf, storageCall } from './storage-errors.ts';

/** What an upload holds in memory: two blocks of 4 MB. */
const block = { sizeBytes: 4 * 1024 * 1024, concurrency: 2 };

/** Container `documents`. */
export function blobUploads(container: ContainerClient): UploadStore {
  return {
    async head(name) {
      try {
        const found = await storageCall(() => container.getBlobClient(name).getProperties());
        return uploadOf(container.containerName, name, found);
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw error;
      }
    },

    async put(name, body, { contentType, limitBytes }) {
      const limited = limit(body, limitBytes);
      const client = container.getBlockBlobClient(name);
      const options = { blobHTTPHeaders: { blobContentType: contentType } };
      const { etag } = await storageCall(() =>
        client.uploadStream(Readable.from(limited.bytes()), block.sizeBytes, block.concurrency, options),
      );
      return { version: versionOf(etag ?? ''), sizeBytes: limited.sizeBytes() };
    },

    async download({ name, version }) {
      try {
        const conditions = { ifMatch: `"${version}"` };
        const { readableStreamBody } = await storageCall(() =>
          container.getBlobClient(name).download(0, undefined, { conditions }),
        );
        if (!readableStreamBody) throw new Error('The storage SDK gave no stream');
        return await storageCall(() => toFile(readableStreamBody));
      } catch (error) {
        if (statusOf(error) === 412 || statusOf(error) === 404) {
          throw new AppError('superseded', 'Another version of the document is there now', { cause: error });
        }
        throw error;
      }
    },

    delete: (name) => eraseBlob(container, name),

    async list({ limit: maxPageSize, next }) {
      const pages = container
        .listBlobsFlat()
        .byPage({ maxPageSize, ...(next === undefined ? {} : { continuationToken: next }) });
      const { value } = (await storageCall(() => pages.next()).catch((error: unknown) => {
        throw next !== undefined && statusOf(error) === 400 ? notOurs(error) : error;
      })) as { value: ListedPage | undefined };
      const items = value?.segment.blobItems ?? [];
      return {
        items: items.map(({ name, properties }) => uploadOf(container.containerName, name, properties)),
        next: value?.continuationToken === '' ? undefined : value?.continuationToken,
      };
    },
  };
}

const notOurs = (cause: unknown) =>
  new AppError('invalid', 'This is not a page of the listing', { cause, next: 'Begin without ?next=' });

interface ListedPage {
  readonly segment: { readonly blobItems: readonly { name: string; properties: Properties }[] };
  readonly continuationToken?: string;
}

interface Properties {
  readonly etag?: string;
  readonly contentType?: string;
  readonly contentLength?: number;
  readonly lastModified?: Date;
}

const uploadOf = (
  container: string,
  name: string,
  { etag, contentType, contentLength, lastModified }: Properties,
): Upload => ({
  container,
  name,
  version: versionOf(etag ?? ''),
  contentType: contentType ?? 'application/octet-stream',
  sizeBytes: contentLength ?? 0,
  lastModified: lastModified ?? new Date(0),
});

function limit(body: AsyncIterable<Uint8Array>, limitBytes: number) {
  let sizeBytes = 0;
  return {
    sizeBytes: () => sizeBytes,
    async *bytes() {
      for await (const chunk of body) {
        sizeBytes += chunk.length;
        if (sizeBytes > limitBytes) throw tooLarge(limitBytes);
        yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length); // The SDK takes nothing but Buffers.
      }
    },
  };
}

async function toFile(body: NodeJS.ReadableStream): Promise<LocalFile> {
  const folder = await mkdtemp(join(tmpdir(), 'docscore-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'document');
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(body, count, createWriteStream(path));
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, sha256: hash.digest('hex'), sizeBytes, [Symbol.asyncDispose]: remove };
}
